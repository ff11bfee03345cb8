import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { ImportRefused } from '../import-refused.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const longestLine = 256 * 1024 * 1024;

/** The encodings that PostgreSQL names and pg_dump may have been told to write, as `TextDecoder` names them. */
const encodings: Readonly<Record<string, string>> = {
  UTF8: 'utf-8',
  UNICODE: 'utf-8',
  SQL_ASCII: 'utf-8',
  LATIN1: 'windows-1252',
  LATIN2: 'iso-8859-2',
  LATIN9: 'iso-8859-15',
  WIN1250: 'windows-1250',
  WIN1251: 'windows-1251',
  WIN1252: 'windows-1252',
  KOI8R: 'koi8-r',
};

/** Cuts the bytes of a dump into lines of text. Ends of lines may be those of Windows. */
export class LineSplitter {
  /** The number of the line that was given out last, from 1. */
  line = 0;
  #carry: Buffer[] = [];
  #carried = 0;
  #windows: boolean | undefined;
  #decoder: TextDecoder | undefined;

  /**
   * Lines from the next one on are in this encoding; UTF-8 until told.
   *
   * @param name as in `SET client_encoding`.
   * @throws {ImportRefused} if it is not one that is known.
   */
  set encoding(name: string) {
    const label = encodings[name.toUpperCase().replace(/[-\s]/g, '')];
    if (label === undefined) {
      throw new ImportRefused(
        `line ${this.line}: dumps in ${name} are not read; write it with pg_dump --encoding=UTF8`,
      );
    }
    this.#decoder = label === 'utf-8' ? undefined : new TextDecoder(label);
  }

  /** The lines that end in this chunk. They are decoded as they are asked for. */
  *push(chunk: Buffer): Generator<string> {
    if (chunk.includes(0))
      throw new ImportRefused(`line ${this.line + 1} or later: a byte 0 is not in any plain SQL dump`);
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const bytes = chunk.subarray(start, end);
      start = end + 1;
      yield this.#decode(this.#carried === 0 ? bytes : this.#takeCarry(bytes));
    }
    if (start === chunk.length) return;
    this.#carry.push(chunk.subarray(start));
    this.#carried += chunk.length - start;
    if (this.#carried > longestLine) throw new ImportRefused(`line ${this.line + 1} is longer than 256 MB`);
  }

  /** The last line, if the file does not end with the end of a line. */
  *end(): Generator<string> {
    if (this.#carried > 0) yield this.#decode(this.#takeCarry(Buffer.alloc(0)));
  }

  #takeCarry(rest: Buffer): Buffer {
    const bytes = Buffer.concat([...this.#carry, rest]);
    this.#carry = [];
    this.#carried = 0;
    return bytes;
  }

  #decode(bytes: Buffer): string {
    this.line += 1;
    const endsInReturn = bytes.at(-1) === carriageReturn;
    this.#windows ??= endsInReturn;
    const text = this.#windows && endsInReturn ? bytes.subarray(0, -1) : bytes;
    if (this.#decoder) return this.#decoder.decode(text);
    if (!isUtf8(text)) throw new ImportRefused(`line ${this.line} is not UTF-8, which the dump is said to be in`);
    const decoded = text.toString('utf8');
    return this.line === 1 && decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded;
  }
}
