import type { Sql, TransactionSql } from 'postgres';
import type { MigrationFiles } from './migration-files.ts';
import type { Migration } from './migration-options.ts';

/** A migration that the database has. */
export interface HistoryEntry extends Migration {
  readonly checksum: string;
  readonly appliedAt: Date;
}

/**
 * Makes the table of applied migrations. It is one for all subgraphs, in a schema of its own that no subgraph's role has
 * a right on; `sequence` tells the order in which migrations of different subgraphs were applied.
 */
export async function createHistory(tx: TransactionSql): Promise<void> {
  await tx`create schema if not exists migrations`;
  await tx`
    create table if not exists migrations.applied_migration (
      subgraph   text        not null,
      version    integer     not null check (version > 0),
      name       text        not null,
      checksum   text        not null,
      applied_at timestamptz not null default now(),
      sequence   bigint      not null generated always as identity unique,
      primary key (subgraph, version)
    )`;
}

/** The applied migrations of the given subgraphs, or of all, in the order in which they were applied. */
export async function readHistory(sql: Sql | TransactionSql, subgraphs?: readonly string[]): Promise<HistoryEntry[]> {
  const [table] = await sql<{ exists: boolean }[]>`
    select to_regclass('migrations.applied_migration') is not null as exists`;
  if (!table?.exists) return [];
  return sql<HistoryEntry[]>`
    select subgraph, version, name, checksum, applied_at as "appliedAt"
    from migrations.applied_migration
    where ${subgraphs ? [...subgraphs] : null}::text[] is null or subgraph = any (${subgraphs ? [...subgraphs] : null})
    order by sequence`;
}

export async function recordApplied(tx: TransactionSql, migration: MigrationFiles): Promise<void> {
  const { subgraph, version, name, checksum } = migration;
  await tx`
    insert into migrations.applied_migration (subgraph, version, name, checksum)
    values (${subgraph}, ${version}, ${name}, ${checksum})`;
}

export async function recordUndone(tx: TransactionSql, { subgraph, version }: Migration): Promise<void> {
  await tx`delete from migrations.applied_migration where subgraph = ${subgraph} and version = ${version}`;
}
