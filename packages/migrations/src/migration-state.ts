import { StartupError } from '@reelhouse/config';
import { migrationFile, type MigrationFiles } from './migration-files.ts';
import type { HistoryEntry } from './migration-history.ts';
import type { Migration } from './migration-options.ts';

/** How a migration stands in a database. */
export interface MigrationState extends Migration {
  /**
   * `pending`: not applied yet. `applied`: applied as it is in its file. `edited`: its file, or the file's name, is not
   * what was applied. `missing file`: applied, and the file is gone.
   */
  readonly state: 'pending' | 'applied' | 'edited' | 'missing file';
  readonly appliedAt?: Date;
}

/** Holds the files against what the database has: every migration of either, by subgraph and number. */
export function compareWithHistory(
  files: readonly MigrationFiles[],
  history: readonly HistoryEntry[],
): MigrationState[] {
  const applied = new Map(history.map((entry) => [key(entry), entry]));
  const states = files.map(({ subgraph, version, name, checksum }): MigrationState => {
    const entry = applied.get(key({ subgraph, version }));
    if (!entry) return { subgraph, version, name, state: 'pending' };
    const same = entry.checksum === checksum && entry.name === name;
    return { subgraph, version, name, state: same ? 'applied' : 'edited', appliedAt: entry.appliedAt };
  });
  const inFiles = new Set(files.map(key));
  for (const { subgraph, version, name, appliedAt } of history) {
    if (inFiles.has(key({ subgraph, version }))) continue;
    states.push({ subgraph, version, name, state: 'missing file', appliedAt });
  }
  return states.sort((a, b) => (a.subgraph === b.subgraph ? a.version - b.version : a.subgraph < b.subgraph ? -1 : 1));
}

/**
 * Refuses to go on from a history that the files do not tell.
 *
 * @throws {StartupError} with a line for each file that was changed or removed after it had been applied, and for each
 *   that was added below a number already applied.
 */
export function refuseRewrittenHistory(directory: string, states: readonly MigrationState[]): void {
  const newest = new Map<string, number>();
  for (const { subgraph, version, state } of states) if (state !== 'pending') newest.set(subgraph, version);
  const problems = states.flatMap((migration) => {
    const file = migrationFile(directory, migration, 'do');
    const applied = `applied on ${migration.appliedAt?.toISOString()}`;
    switch (migration.state) {
      case 'edited':
        return [`${file}: was changed after it had been ${applied}; put it back, and the change into a new migration`];
      case 'missing file':
        return [`${file}: is gone, and was ${applied}; put it back`];
      case 'pending':
        return migration.version < (newest.get(migration.subgraph) ?? 0)
          ? [`${file}: was not applied, though a later one was; the table of applied migrations has been tampered with`]
          : [];
      case 'applied':
        return [];
    }
  });
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
}

function key({ subgraph, version }: { readonly subgraph: string; readonly version: number }): string {
  return `${subgraph}/${version}`;
}
