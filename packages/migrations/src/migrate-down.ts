import { StartupError } from '@reelhouse/config';
import { grantAccess } from './grant-access.ts';
import { migrationFile, readMigrations, type MigrationFiles } from './migration-files.ts';
import { createHistory, readHistory, recordUndone, type HistoryEntry } from './migration-history.ts';
import type { Migration, MigrationOptions } from './migration-options.ts';
import { inMigrationTransaction } from './migration-transaction.ts';
import { runSqlFile } from './run-sql-file.ts';
import { roleName } from './subgraph-role.ts';
import { selectSubgraphs } from './subgraph-schemas.ts';

/** `MigrationOptions`, and how far to go back. */
export interface MigrateDownOptions extends Omit<MigrationOptions, 'subgraphs'> {
  /** Whose migrations to undo; without it, the newest of all subgraphs. */
  readonly subgraph?: string;
  /** The number that stays as the newest, 0 for none; only with a subgraph. */
  readonly to?: number;
  /** How many to undo, where no number is given; 1 by default. */
  readonly steps?: number;
}

/**
 * Undoes migrations, the newest first, by their undo files, in one transaction. A migration whose forward file has been
 * changed since can be undone: that is how a change of it is tried out during development.
 *
 * Schema and role stay when the last migration of a subgraph is undone. They are empty and harmless, the role may be that
 * of other databases too, and dropping the schema would take with it what somebody else has put there.
 *
 * @returns what was undone, in order; empty if there was nothing to undo.
 * @throws {StartupError} as `migrateUp` does, and if the files of a migration that is to be undone are gone.
 */
export async function migrateDown(options: MigrateDownOptions): Promise<Migration[]> {
  if (options.to !== undefined && options.subgraph === undefined) {
    throw new StartupError('a number to go back to needs the one subgraph that it is of');
  }
  const asked = options.subgraph === undefined ? undefined : [options.subgraph];
  const files = await readMigrations(options.directory, await selectSubgraphs(options.directory, asked));
  return inMigrationTransaction(options, async (tx) => {
    await createHistory(tx);
    const undone = newestFirst(options, await readHistory(tx, asked));
    for (const migration of undone) {
      const { undo } = filesOf(options.directory, migration, files);
      options.log?.({ kind: 'undoing', file: undo.file });
      await runSqlFile(tx, migration.subgraph, undo);
      await recordUndone(tx, migration);
    }
    for (const subgraph of new Set(undone.map((migration) => migration.subgraph))) {
      await grantAccess(tx, subgraph, roleName({ ...options, subgraph }));
    }
    return undone.map(({ subgraph, version, name }) => ({ subgraph, version, name }));
  });
}

function newestFirst({ to, steps = 1 }: MigrateDownOptions, history: readonly HistoryEntry[]): HistoryEntry[] {
  const newest = history.toReversed();
  return to === undefined ? newest.slice(0, steps) : newest.filter(({ version }) => version > to);
}

function filesOf(directory: string, migration: HistoryEntry, files: readonly MigrationFiles[]): MigrationFiles {
  const found = files.find((each) => each.subgraph === migration.subgraph && each.version === migration.version);
  if (found) return found;
  throw new StartupError(
    `${migrationFile(directory, migration, 'undo')}: is gone, and is needed to undo the migration`,
  );
}
