import type { CopyValue } from '@reelhouse/sample-data';
import type { DumpRow, DumpValue } from '../dump/dump-row.ts';
import { ImportRefused } from '../import-refused.ts';
import { InvalidValue } from './column-types.ts';
import type { Column, PagilaTable } from './pagila-table.ts';
import { splitPeriod } from './rental-period.ts';

/** A row that is ready to be staged: the values of the table's columns in their order, or why there are none. */
export interface CheckedRow {
  readonly values: readonly CopyValue[];
  readonly problem: string | undefined;
}

/** Where a column's value is in the rows of the dump: at an index, or nowhere. */
interface Source {
  readonly name: string;
  readonly column: Column;
  readonly at: number;
}

/** Reads the rows of one table that all have the same columns. */
export class RowReader {
  readonly #table: PagilaTable;
  readonly #columns: readonly string[];
  readonly #sources: readonly Source[];
  readonly #period: number;

  /**
   * @param columns the names of the columns in the order of the values.
   * @param line where the dump says so, for the message if a column is missing.
   * @throws {ImportRefused} if a column is missing that cannot be done without.
   */
  constructor(table: PagilaTable, columns: readonly string[], line: number) {
    this.#table = table;
    this.#columns = columns;
    const split = table.name === 'rental' && !columns.includes('rental_date') ? columns.indexOf('rental_period') : -1;
    this.#period = split;
    const names = split < 0 ? columns : columns.toSpliced(split, 1, 'rental_date', 'return_date');
    this.#sources = Object.entries(table.columns).map(([name, column]) => ({ name, column, at: names.indexOf(name) }));
    const missing = this.#sources.filter(({ at, column }) => at < 0 && !column.optional && column.absent === undefined);
    if (missing.length > 0) {
      const columnNames = missing.map(({ name }) => name).join(', ');
      throw new ImportRefused(`line ${line}: the rows of ${table.name} have no ${columnNames}`);
    }
  }

  /** Checks what can be said of a row by itself. */
  read({ values, problem }: DumpRow): CheckedRow {
    if (problem !== undefined) return this.#rejected(values, problem);
    if (values.length !== this.#columns.length) {
      return this.#rejected([], `it has ${values.length} values, not ${this.#columns.length}`);
    }
    const split = this.#period < 0 ? values : values.toSpliced(this.#period, 1, ...splitPeriod(values[this.#period]));
    const checked: CopyValue[] = [];
    for (const source of this.#sources) {
      const value = this.#readValue(source, split);
      if (value instanceof InvalidValue) return this.#rejected(split, `${source.name} ${this.#reason(value)}`);
      checked.push(value);
    }
    return { values: checked, problem: undefined };
  }

  #readValue({ at, column }: Source, values: readonly DumpValue[]): CopyValue | InvalidValue {
    const given = at < 0 ? undefined : values[at];
    const text = given === undefined ? column.absent : given;
    if (text == null) return column.optional ? null : new InvalidValue('is missing');
    try {
      return column.type.read(text);
    } catch (error) {
      if (error instanceof InvalidValue) return error;
      throw error;
    }
  }

  #reason({ message }: InvalidValue): string {
    return this.#table.secret ? message.replace(/: .*$/s, '') : message;
  }

  /** A row whose ids are staged alone, so that rows that refer to it can be told why they cannot be kept. */
  #rejected(values: readonly DumpValue[], problem: string): CheckedRow {
    const ids = this.#sources.map((source) => {
      const value = this.#table.key.includes(source.name) ? this.#readValue(source, values) : null;
      return value instanceof InvalidValue ? null : value;
    });
    return { values: ids, problem };
  }
}
