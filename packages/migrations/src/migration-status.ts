import { withConnection } from './connect.ts';
import { readMigrations } from './migration-files.ts';
import { readHistory } from './migration-history.ts';
import type { MigrationOptions } from './migration-options.ts';
import { compareWithHistory, type MigrationState } from './migration-state.ts';
import { selectSubgraphs } from './subgraph-schemas.ts';

/**
 * How every migration stands, by subgraph and number. Reads only, and takes no lock.
 *
 * @throws {StartupError} if the files are not in order, or the database cannot be reached.
 */
export async function migrationStatus(
  options: Pick<MigrationOptions, 'url' | 'directory' | 'subgraphs'>,
): Promise<MigrationState[]> {
  const files = await readMigrations(options.directory, await selectSubgraphs(options.directory, options.subgraphs));
  return withConnection(options.url, async (sql) =>
    compareWithHistory(files, await readHistory(sql, options.subgraphs)),
  );
}
