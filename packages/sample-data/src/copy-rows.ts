import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransactionSql } from 'postgres';

/** A value of a column. Arrays are for arrays of simple words, such as enum values. */
export type CopyValue = string | number | boolean | Date | null | readonly string[];

/** The rows of one table. */
export interface TableRows {
  /** Schema and table: `film.film`. */
  readonly table: string;
  readonly columns: readonly string[];
  /** How many rows there are. */
  readonly total: number;
  readonly rows: Iterable<readonly CopyValue[]>;
}

const chunkLength = 64 * 1024;
const mustBeEscaped = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function encode(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return value.replace(mustBeEscaped, (character) => escapes[character] ?? character);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  return encode(`{${value.map((word) => `"${word.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

function* chunksOf(rows: Iterable<readonly CopyValue[]>, onWritten: (rows: number) => void): Generator<Buffer> {
  let chunk = '';
  let written = 0;
  for (const row of rows) {
    for (let column = 0; column < row.length; column++) {
      chunk += (column === 0 ? '' : '\t') + encode(row[column] as CopyValue);
    }
    chunk += '\n';
    written += 1;
    if (chunk.length < chunkLength) continue;
    yield Buffer.from(chunk);
    onWritten(written);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
  onWritten(written);
}

/**
 * Writes rows into a table through COPY, as they are generated: no more than a few chunks of them are in memory.
 *
 * @param onWritten told now and then how many rows have been sent so far.
 * @returns how many rows were sent.
 * @throws {postgres.PostgresError} if the server refuses a row; the transaction is lost then.
 */
export async function copyRows(
  tx: TransactionSql,
  { table, columns, rows }: TableRows,
  onWritten: (rows: number) => void = () => {},
): Promise<number> {
  let sent = 0;
  const chunks = chunksOf(rows, (written) => {
    sent = written;
    onWritten(written);
  });
  const copy = tx`copy ${tx(table)} (${tx([...columns])}) from stdin`;
  const target = await copy.writable();
  // What the server finds after the last row, such as a broken foreign key, postgres.js hands to the query's promise,
  // which is settled by now, and the stream would wait for ever.
  const refused = new Promise<never>((_, reject) => {
    void Object.assign(copy, { reject });
  });
  await Promise.race([pipeline(Readable.from(chunks, { objectMode: false }), target), refused]);
  return sent;
}
