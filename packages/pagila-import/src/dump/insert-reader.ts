import { ImportRefused } from '../import-refused.ts';
import type { DumpRow, DumpValue } from './dump-row.ts';
import { readInsertValue, UnreadableValue } from './insert-value.ts';
import type { Token } from './sql-lexer.ts';
import type { StatementReader } from './statement-reader.ts';
import { readColumnList, readTableName } from './table-name.ts';
import type { Target, WantedTables } from './wanted-tables.ts';

const nameAt = 2;

/** Reads `INSERT INTO … VALUES (…), (…);` row by row, because one statement may hold a whole table. */
export class InsertReader implements StatementReader {
  readonly line: number;
  readonly #onRow: (row: DumpRow) => void;
  readonly #tables: WantedTables;
  readonly #head: Token[] = [];
  #part: 'head' | 'rows' | 'tail' = 'head';
  #target: Target | undefined;
  #depth = 0;
  #value: Token[] = [];
  #values: DumpValue[] = [];
  #problem: string | undefined;
  #rowLine = 0;

  constructor(line: number, onRow: (row: DumpRow) => void, tables: WantedTables) {
    this.line = line;
    this.#onRow = onRow;
    this.#tables = tables;
  }

  read(token: Token): boolean {
    const symbol = token.kind === 'symbol' ? token.text : '';
    if (this.#depth === 0 && symbol === ';') {
      if (this.#part === 'head') this.#readHead();
      return true;
    }
    if (this.#part === 'head') this.#readHeadToken(token, symbol);
    else if (this.#part === 'rows') this.#readRowToken(token, symbol);
    return false;
  }

  #readHeadToken(token: Token, symbol: string): void {
    if (token.kind === 'word' && token.text === 'values' && this.#depth === 0) {
      this.#part = 'rows';
      this.#readHead();
      return;
    }
    if (symbol === '(') this.#depth += 1;
    if (symbol === ')') this.#depth -= 1;
    this.#head.push(token);
  }

  #readHead(): void {
    const name = readTableName(this.#head, nameAt);
    if (!name) return;
    const columns = readColumnList(this.#head, nameAt + name.length)?.columns;
    this.#target = this.#tables.targetOf({ ...name, columns }, this.line);
    if (this.#target && this.#part === 'head') {
      throw new ImportRefused(`line ${this.line}: an INSERT into ${this.#target.table} without VALUES is not read`);
    }
  }

  #readRowToken(token: Token, symbol: string): void {
    const opens = symbol === '(' || symbol === '[';
    const closes = symbol === ')' || symbol === ']';
    if (this.#depth === 0) {
      if (symbol === '(') {
        this.#rowLine = token.line;
        this.#depth = 1;
      } else if (symbol !== ',') this.#part = 'tail';
      return;
    }
    if (this.#depth === 1 && (symbol === ',' || symbol === ')')) this.#endValue();
    else if (this.#target) this.#value.push(token);
    if (opens) this.#depth += 1;
    if (closes) this.#depth -= 1;
    if (this.#depth === 0) this.#endRow();
  }

  #endValue(): void {
    if (!this.#target) return;
    try {
      this.#values.push(readInsertValue(this.#value));
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      this.#problem ??= `value ${this.#values.length + 1} cannot be read: ${error.message}`;
      this.#values.push(null);
    }
    this.#value = [];
  }

  #endRow(): void {
    if (!this.#target) return;
    const { table, columns } = this.#target;
    const row = { table, columns, values: this.#values, line: this.#rowLine };
    this.#onRow(this.#problem === undefined ? row : { ...row, problem: this.#problem });
    this.#values = [];
    this.#problem = undefined;
  }
}
