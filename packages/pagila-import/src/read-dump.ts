import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { checkFileFormat } from './dump/file-format.ts';
import { DumpParser } from './dump/dump-parser.ts';
import type { DumpRow } from './dump/dump-row.ts';
import { LineSplitter } from './dump/line-splitter.ts';
import { ImportRefused } from './import-refused.ts';
import { pagilaTables } from './tables/pagila-tables.ts';

/** What reading a dump needs. */
export interface DumpReader {
  readonly onRow: (row: DumpRow) => void;
  /** Waited for after each piece of the file, so that no more than a few of them are in memory. */
  readonly onRead: (bytesRead: number) => Promise<void>;
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'is a directory, not a dump',
};

/**
 * How many bytes a file has.
 *
 * @throws {ImportRefused} if it is none that can be read, or has none.
 */
export async function sizeOfDump(file: string): Promise<number> {
  try {
    const handle = await open(file);
    const stats = await handle.stat().finally(() => handle.close());
    if (stats.isDirectory()) throw new ImportRefused(`${file} is a directory, not a dump`);
    if (stats.isFile() && stats.size === 0) throw new ImportRefused(`${file} is empty`);
    return stats.size;
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? problems[String(error.code)] : undefined;
    throw problem === undefined ? error : new ImportRefused(`${file}: ${problem}`, { cause: error });
  }
}

/**
 * Reads a dump from beginning to end.
 *
 * @returns the tables whose rows were passed over, because Pagila has no such tables.
 * @throws {ImportRefused} if it is no whole dump of Pagila.
 */
export async function readDump(file: string, { onRow, onRead }: DumpReader): Promise<{ passedOver: string[] }> {
  const splitter = new LineSplitter();
  const parser = new DumpParser({
    tables: pagilaTables,
    onRow,
    onEncoding: (encoding) => (splitter.encoding = encoding),
  });
  let bytesRead = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    if (bytesRead === 0) checkFileFormat(file, chunk);
    for (const line of splitter.push(chunk)) parser.read(line, splitter.line);
    bytesRead += chunk.length;
    await onRead(bytesRead);
  }
  for (const line of splitter.end()) parser.read(line, splitter.line);
  parser.end();
  const { seen, passedOver } = parser.tables;
  const missing = pagilaTables.map(({ name }) => name).filter((name) => !seen.has(name));
  if (missing.length > 0) {
    throw new ImportRefused(
      `the dump is not whole: ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not in it`,
    );
  }
  return { passedOver: [...passedOver] };
}
