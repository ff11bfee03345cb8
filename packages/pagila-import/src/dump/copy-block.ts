import { ImportRefused } from '../import-refused.ts';
import type { DumpRow, DumpValue } from './dump-row.ts';
import { decodeCopyField } from './escapes.ts';
import type { Token } from './sql-lexer.ts';
import { readColumnList, readTableName } from './table-name.ts';
import type { NamedTable, Target } from './wanted-tables.ts';

/** What `COPY … FROM stdin;` says about the lines after it. */
export interface CopyHeader extends NamedTable {
  /** What makes it unreadable, if anything. */
  readonly problem: string | undefined;
}

const textFormat = /^(with)?( ?\( ?format '?text'? ?\))?$/;

/** Reads the statement before a COPY block; undefined if it writes rows out, or has none with it. */
export function readCopyHeader(tokens: readonly Token[]): CopyHeader | undefined {
  const table = readTableName(tokens, 1);
  if (!table) return undefined;
  const list = readColumnList(tokens, 1 + table.length);
  const at = 1 + table.length + (list?.length ?? 0);
  if (tokens[at]?.text !== 'from') return undefined;
  const source = tokens[at + 1];
  const options = tokens
    .slice(at + 2)
    .map(({ text }) => text)
    .join(' ');
  const problem =
    source?.kind === 'string'
      ? `are in another file, ${source.text}; a plain SQL dump is needed, as from pg_restore --file`
      : textFormat.test(options)
        ? undefined
        : `are in another format than pg_dump writes: ${options}`;
  return { schema: table.schema, name: table.name, columns: list?.columns, problem };
}

/** Reads a line of a COPY block in text format. */
export function readCopyLine(text: string): DumpValue[] {
  return text.split('\t').map((field) => (field === '\\N' ? null : decodeCopyField(field)));
}

const afterBlock = /^(--|COPY |INSERT INTO |ALTER TABLE |SELECT pg_catalog\.)/;

/** The lines of one COPY block. */
export class CopyBlock {
  /** The line of its header. */
  readonly line: number;
  readonly #target: Target | undefined;

  /** @param target where the rows go to; undefined if they are not wanted. */
  constructor(line: number, target: Target | undefined) {
    this.line = line;
    this.#target = target;
  }

  /** The name of its table, if its rows are wanted. */
  get table(): string | undefined {
    return this.#target?.table;
  }

  /** Reads a line that is not the end of the block. */
  read(text: string, line: number): DumpRow | undefined {
    if (!this.#target) return undefined;
    const { table, columns } = this.#target;
    const values = readCopyLine(text);
    if (values.length !== columns?.length && afterBlock.test(text)) {
      throw new ImportRefused(`line ${line}: the rows of ${table} from line ${this.line} on have no end (\\.)`);
    }
    return { table, columns, values, line };
  }
}
