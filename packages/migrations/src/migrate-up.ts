import { StartupError } from '@reelhouse/config';
import type { TransactionSql } from 'postgres';
import { grantAccess } from './grant-access.ts';
import { readMigrations, type MigrationFiles } from './migration-files.ts';
import { createHistory, readHistory, recordApplied } from './migration-history.ts';
import type { Migration, MigrationOptions } from './migration-options.ts';
import { compareWithHistory, refuseRewrittenHistory } from './migration-state.ts';
import { inMigrationTransaction } from './migration-transaction.ts';
import { prepareDatabase } from './prepare-database.ts';
import { quoteIdentifier } from './quote.ts';
import { runSqlFile } from './run-sql-file.ts';
import { ensureRole, roleUrl } from './subgraph-role.ts';
import { selectSubgraphs } from './subgraph-schemas.ts';

/** `MigrationOptions`, and how far to go. */
export interface MigrateUpOptions extends MigrationOptions {
  /** The number to stop after; only with a single subgraph. */
  readonly to?: number;
}

/**
 * Brings a database up to date: schemas, roles, pending migrations, grants. Processes may start at once; one of them does
 * the work, and the others find it done.
 *
 * Everything happens in one transaction, of all subgraphs: a failure leaves nothing behind. Hence what PostgreSQL refuses
 * in a transaction (`CREATE INDEX CONCURRENTLY`, `VACUUM`, `ALTER SYSTEM` …) cannot be in a migration.
 *
 * @returns what was applied, in order; empty if there was nothing to do.
 * @throws {StartupError} if the files are not in order, a file fails (with its name, its line, and the server's message),
 *   an applied file was changed or removed, or the database cannot be reached or used.
 */
export async function migrateUp(options: MigrateUpOptions): Promise<Migration[]> {
  const subgraphs = await selectSubgraphs(options.directory, options.subgraphs);
  const files = await readMigrations(options.directory, subgraphs);
  refuseUnknownTarget(options, files);
  for (const subgraph of subgraphs) roleUrl({ ...options, subgraph }); // a bad secret or name is told before anything runs
  return inMigrationTransaction(options, async (tx) => {
    await createHistory(tx);
    const pending = await pendingMigrations(tx, options, files);
    await prepareDatabase(tx, options);
    const roles = new Map<string, string>();
    for (const subgraph of subgraphs) {
      await tx.unsafe(`create schema if not exists ${quoteIdentifier(subgraph)}`);
      roles.set(subgraph, await ensureRole(tx, { ...options, subgraph }));
    }
    for (const migration of pending) {
      options.log?.({ kind: 'applying', file: migration.do.file });
      await runSqlFile(tx, migration.subgraph, migration.do);
      await recordApplied(tx, migration);
    }
    for (const [subgraph, role] of roles) await grantAccess(tx, subgraph, role);
    return pending.map(({ subgraph, version, name }) => ({ subgraph, version, name }));
  });
}

async function pendingMigrations(
  tx: TransactionSql,
  options: MigrateUpOptions,
  files: readonly MigrationFiles[],
): Promise<MigrationFiles[]> {
  const states = compareWithHistory(files, await readHistory(tx, options.subgraphs));
  refuseRewrittenHistory(options.directory, states);
  const pending = states.filter(({ state, version }) => state === 'pending' && version <= (options.to ?? Infinity));
  return files.filter((file) =>
    pending.some(({ subgraph, version }) => subgraph === file.subgraph && version === file.version),
  );
}

function refuseUnknownTarget({ to, subgraphs }: MigrateUpOptions, files: readonly MigrationFiles[]): void {
  if (to === undefined) return;
  if (subgraphs?.length !== 1) throw new StartupError('a number to migrate to needs the one subgraph that it is of');
  if (!files.some(({ version }) => version === to)) {
    throw new StartupError(`${subgraphs[0]} has no migration ${to}; its newest is ${files.at(-1)?.version ?? 'none'}`);
  }
}
