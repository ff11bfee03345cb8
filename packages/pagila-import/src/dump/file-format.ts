import { ImportRefused } from '../import-refused.ts';

const plainDump = 'a plain SQL dump is needed, as from pg_dump without --format';

/** What files that are not plain text begin with, and what to do about them. */
const signatures: readonly (readonly [at: number, bytes: string, problem: string])[] = [
  [0, 'PGDMP', `is a dump in PostgreSQL's custom format; ${plainDump}, or from pg_restore --file`],
  [257, 'ustar', `is a tar archive; ${plainDump}, or from pg_restore --file`],
  [0, '\x1f\x8b', 'is compressed with gzip; unpack it first'],
  [0, 'PK\x03\x04', 'is a zip archive; unpack it first'],
  [0, 'BZh', 'is compressed with bzip2; unpack it first'],
  [0, '\xfd7zXZ', 'is compressed with xz; unpack it first'],
  [0, '\x28\xb5\x2f\xfd', 'is compressed with zstd; unpack it first'],
  [0, '\xff\xfe', 'is UTF-16 text; a dump in UTF-8 is needed, as from pg_dump --file'],
  [0, '\xfe\xff', 'is UTF-16 text; a dump in UTF-8 is needed, as from pg_dump --file'],
];

/**
 * Recognizes files that cannot be a plain SQL dump by how they begin.
 *
 * @param start the first bytes, 300 or more if there are as many.
 * @throws {ImportRefused} that says what the file is and what to do.
 */
export function checkFileFormat(file: string, start: Buffer): void {
  for (const [at, bytes, problem] of signatures) {
    if (start.toString('latin1', at, at + bytes.length) === bytes) throw new ImportRefused(`${file} ${problem}`);
  }
}
