import { StartupError } from '@reelhouse/config';
import { removeEmbeddedPostgres } from '@reelhouse/embedded-postgres';
import type { DatabaseConfig } from './database-variables.ts';
import { embeddedDirectory } from './embedded-directory.ts';

/**
 * Removes the embedded server's data, so that the next start begins anew.
 *
 * @throws {StartupError} with `DATABASE_URL`, whose rows are not ours to remove, and while the server runs.
 */
export async function resetDatabaseServer(config: DatabaseConfig): Promise<void> {
  if (config.DATABASE_URL !== undefined) {
    throw new StartupError('--reset removes embedded data only: unset DATABASE_URL, or empty that database yourself');
  }
  await removeEmbeddedPostgres(embeddedDirectory(config));
}
