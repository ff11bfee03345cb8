import { copyRows, type CopyValue } from '@reelhouse/sample-data';
import type { TransactionSql } from 'postgres';
import type { DumpRow } from '../dump/dump-row.ts';
import { pagilaTables } from '../tables/pagila-tables.ts';
import type { PagilaTable } from '../tables/pagila-table.ts';
import { RowReader } from '../tables/row-reader.ts';
import { rowColumns, stagedName } from './staged-table.ts';

/** About how many characters wait in memory before they are sent. */
const sendAt = 1024 * 1024;

/** The rows of one table that wait to be sent, and the readers for the orders of columns that it came in. */
class Waiting {
  readonly #table: PagilaTable;
  readonly #readers = new Map<readonly string[], RowReader>();
  #rows: CopyValue[][] = [];

  constructor(table: PagilaTable) {
    this.#table = table;
  }

  add(row: DumpRow, position: number): void {
    const { values, problem } = this.#readerFor(row).read(row);
    this.#rows.push([position, row.line, problem ?? null, ...values]);
  }

  async send(tx: TransactionSql): Promise<void> {
    const rows = this.#rows;
    if (rows.length === 0) return;
    this.#rows = [];
    const columns = [...rowColumns, ...Object.keys(this.#table.columns)];
    await copyRows(tx, { table: stagedName(this.#table.name), columns, total: rows.length, rows });
  }

  #readerFor({ columns, values, line }: DumpRow): RowReader {
    const { orders } = this.#table;
    const order = columns ?? orders.find(({ length }) => length === values.length) ?? orders[0] ?? [];
    const known = this.#readers.get(order);
    if (known) return known;
    const reader = new RowReader(this.#table, order, line);
    this.#readers.set(order, reader);
    return reader;
  }
}

/** Takes rows as the dump has them, checks each by itself, and stages it. */
export class Staging {
  readonly #tx: TransactionSql;
  readonly #tables = new Map<string, Waiting>(pagilaTables.map((table) => [table.name, new Waiting(table)]));
  #rows = 0;
  #waiting = 0;

  constructor(tx: TransactionSql) {
    this.#tx = tx;
  }

  /** Takes a row. It is sent with the next `flush`. */
  add(row: DumpRow): void {
    const table = this.#tables.get(row.table);
    if (!table) throw new RangeError(`not a table of Pagila: ${row.table}`);
    this.#rows += 1;
    table.add(row, this.#rows);
    for (const value of row.values) this.#waiting += (value?.length ?? 0) + 1;
  }

  /** Sends the rows that wait, if they are many enough. */
  async flush(): Promise<void> {
    if (this.#waiting >= sendAt) await this.finish();
  }

  /** Sends the rows that still wait. */
  async finish(): Promise<void> {
    for (const table of this.#tables.values()) await table.send(this.#tx);
    this.#waiting = 0;
  }
}
