import type { Sql } from '@reelhouse/database';
import type { Transaction } from '@reelhouse/database';

/** Has names without a schema mean those of one subgraph, for the rest of the transaction: for who owns all tables. */
export async function enterSchema(tx: Transaction, schema: string): Promise<void> {
  await tx<{ path: string | null }[]>`select set_config('search_path', quote_ident(${schema}), true)::text as path`;
}

/** The schemas that have events, in alphabetical order. */
export async function schemasWithEvents(sql: Sql): Promise<string[]> {
  const rows = await sql<{ schema: string | null }[]>`
    select schemaname::text as schema from pg_catalog.pg_tables where tablename = 'dead_letter' order by 1`;
  return rows.map(({ schema }) => schema ?? '');
}
