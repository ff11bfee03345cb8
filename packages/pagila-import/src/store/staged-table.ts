import type { TransactionSql } from 'postgres';
import { pagilaTables } from '../tables/pagila-tables.ts';
import type { PagilaTable, PagilaTableName } from '../tables/pagila-table.ts';

/** The name of the temporary table that the rows of a table wait in. */
export const stagedName = (table: PagilaTableName): string => `staged_${table}`;

/**
 * What each staged row has besides its values: its place in the dump, among all rows; its line; why it cannot be
 * written, if it cannot.
 */
export const rowColumns = ['position', 'line', 'problem'] as const;

function columnList({ columns }: PagilaTable): string {
  return Object.entries(columns)
    .map(([name, { type }]) => `${name} ${type.sqlType}`)
    .join(', ');
}

/** Makes the temporary tables; they are gone with the transaction. Times without a zone are read in `timeZone`. */
export async function createStagedTables(tx: TransactionSql, timeZone: string): Promise<void> {
  await tx`select set_config('TimeZone', ${timeZone}, true)`;
  for (const table of pagilaTables) {
    await tx.unsafe(
      `create temporary table ${stagedName(table.name)}
         (position integer, line integer, problem text, ${columnList(table)}) on commit drop`,
    );
  }
}

/** Tells the planner how many rows there are, once all are staged. */
export async function analyzeStagedTables(tx: TransactionSql): Promise<void> {
  await tx.unsafe(`analyze ${pagilaTables.map(({ name }) => stagedName(name)).join(', ')}`);
}
