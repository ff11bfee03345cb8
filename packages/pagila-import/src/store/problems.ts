import type { TransactionSql } from 'postgres';
import { pagilaTables } from '../tables/pagila-tables.ts';
import type { PagilaTable, PagilaTableName } from '../tables/pagila-table.ts';
import { stagedName } from './staged-table.ts';

/** A row that breaks a rule. */
export interface BrokenRow {
  readonly table: PagilaTableName;
  /** Its id or ids, such as `5` or `5, 12`; empty if they could not be read. */
  readonly id: string;
  /** The line of the dump on which it begins. */
  readonly line: number;
  readonly reason: string;
}

/** How many rows of a table there are. */
export interface RowCount {
  readonly table: PagilaTableName;
  readonly read: number;
  readonly broken: number;
}

const brokenRowsOf = ({ name, key }: PagilaTable): string => `
  select '${name}' as "table", concat_ws(', ', ${key.join(', ')}) as id, line, problem as reason, position
  from ${stagedName(name)} where problem is not null`;

const countOf = ({ name }: PagilaTable): string =>
  `select '${name}' as "table", count(*)::integer as read, count(problem)::integer as broken from ${stagedName(name)}`;

/** The staged rows that break a rule, in the order of the dump. */
export async function readBrokenRows(tx: TransactionSql, limit?: number): Promise<BrokenRow[]> {
  return tx<BrokenRow[]>`
    select "table", id, line, reason from (${tx.unsafe(pagilaTables.map(brokenRowsOf).join(' union all '))}) broken
    order by position limit ${limit ?? null}`;
}

/** How many rows are staged, and how many of them break a rule; a line a table. */
export async function countStagedRows(tx: TransactionSql): Promise<RowCount[]> {
  return tx.unsafe<RowCount[]>(pagilaTables.map(countOf).join(' union all '));
}
