import { ImportRefused } from '../import-refused.ts';
import { CopyBlock, readCopyHeader } from './copy-block.ts';
import { readAttachPartition, readCreateTable, type TableDefinition } from './create-table.ts';
import type { DumpRow } from './dump-row.ts';
import { InsertReader } from './insert-reader.ts';
import { SqlLexer, type Token } from './sql-lexer.ts';
import { WholeStatement, type StatementReader } from './statement-reader.ts';
import { WantedTables, type WantedTable } from './wanted-tables.ts';

/** What a parser works for. */
export interface DumpParserOptions {
  /** The tables whose rows are wanted. */
  readonly tables: readonly WantedTable[];
  readonly onRow: (row: DumpRow) => void;
  /** Told when the dump says in which encoding it goes on. */
  readonly onEncoding?: (encoding: string) => void;
}

const tableData = /^-- Data for Name: ([^;]+); Type: TABLE DATA;/;

/** Finds the rows in a plain SQL dump, line by line. Whatever is neither COPY nor INSERT of a wanted table is passed over. */
export class DumpParser {
  /** What the dump has of the wanted tables so far, and of others. */
  readonly tables: WantedTables;
  readonly #options: DumpParserOptions;
  readonly #lexer = new SqlLexer((token) => this.#readToken(token));
  #statement: StatementReader | undefined;
  #copy: CopyBlock | undefined;
  /** Whether pg_dump has said that it begins, and not yet that it is done. */
  #begun = false;

  constructor(options: DumpParserOptions) {
    this.#options = options;
    this.tables = new WantedTables(options.tables);
  }

  /**
   * Reads a line; `line` is its number.
   *
   * @throws {ImportRefused} if the dump as a whole cannot be read.
   */
  read(text: string, line: number): void {
    if (this.#copy) {
      const row = text === '\\.' ? undefined : this.#copy.read(text, line);
      if (row) this.#options.onRow(row);
      if (text === '\\.') this.#copy = undefined;
      return;
    }
    if (!this.#statement && !this.#lexer.unfinished) {
      if (text.startsWith('--')) this.#readComment(text);
      // A command to psql, such as \restrict or \connect.
      if (text.startsWith('\\')) return;
    }
    this.#lexer.read(text, line);
  }

  /** @throws {ImportRefused} if the dump cannot end here. */
  end(): void {
    if (this.tables.seen.size === 0) {
      throw new ImportRefused('no table of Pagila or Sakila is in it: a plain SQL dump with COPY or INSERT is needed');
    }
    const problem = this.#cutOff();
    if (problem !== undefined) throw new ImportRefused(`the dump is cut off: ${problem}`);
  }

  /** What has begun and not ended. */
  #cutOff(): string | undefined {
    if (this.#copy) {
      const { table, line } = this.#copy;
      return `the rows${table === undefined ? '' : ` of ${table}`} from line ${line} on have no end (\\.)`;
    }
    const { unfinished } = this.#lexer;
    if (unfinished) return `a ${unfinished.kind} begins on line ${unfinished.line} and does not end`;
    if (this.#statement) return `the statement of line ${this.#statement.line} does not end`;
    return this.#begun ? 'its last line, "-- PostgreSQL database dump complete", is missing' : undefined;
  }

  #readComment(text: string): void {
    // Not by the header alone: dumps that were put together from several have lost the ends of some.
    if (text.startsWith('-- Dumped by pg_dump version')) this.#begun = true;
    else if (text.startsWith('-- PostgreSQL database dump complete')) this.#begun = false;
    // The only trace of a table without rows in a dump of INSERTs.
    else this.tables.mention(tableData.exec(text)?.[1] ?? '');
  }

  #readToken(token: Token): void {
    if (!this.#statement) {
      if (token.text === ';') return;
      this.#statement = this.#begin(token);
    }
    if (this.#statement.read(token)) this.#statement = undefined;
  }

  #begin({ text, line }: Token): StatementReader {
    if (text === 'insert') {
      const { onRow } = this.#options;
      return new InsertReader(line, onRow, this.tables);
    }
    if (text === 'use') throw new ImportRefused(`line ${line}: this is a dump for MySQL; one for PostgreSQL is needed`);
    return new WholeStatement(line, (tokens) => this.#readStatement(tokens));
  }

  #readStatement(tokens: readonly Token[]): void {
    const line = tokens[0]?.line ?? 0;
    const command = tokens[0]?.text;
    if (command === 'copy') this.#readCopy(tokens, line);
    if (command === 'create') this.#define(readCreateTable(tokens));
    if (command === 'alter') this.#define(readAttachPartition(tokens));
    if (command === 'set') this.#readSetting(tokens, line);
  }

  #readCopy(tokens: readonly Token[], line: number): void {
    const header = readCopyHeader(tokens);
    if (!header) return;
    const { problem } = header;
    const target = this.tables.targetOf(header, line);
    if (target && problem !== undefined) {
      throw new ImportRefused(`line ${line}: the rows of ${target.table} ${problem}`);
    }
    if (tokens.some(({ kind, text }) => kind === 'word' && text === 'stdin')) {
      this.#copy = new CopyBlock(line, target);
    }
  }

  #define(definition: TableDefinition | undefined): void {
    if (definition) this.tables.define(definition);
  }

  #readSetting(tokens: readonly Token[], line: number): void {
    const value = tokens.at(-1)?.text ?? '';
    if (tokens.some(({ text }) => text === '@')) {
      throw new ImportRefused(`line ${line}: this is a dump for MySQL; one for PostgreSQL is needed`);
    }
    if (tokens.some(({ text }) => text === 'client_encoding')) this.#options.onEncoding?.(value);
    if (tokens.some(({ text }) => text === 'standard_conforming_strings')) {
      this.#lexer.standardStrings = value.toLowerCase() !== 'off' && value.toLowerCase() !== 'false';
    }
  }
}
