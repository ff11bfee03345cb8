import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectSubgraphs } from './subgraph-schemas.ts';
import type { MigrationOptions } from './migration-options.ts';
import { roleUrl } from './subgraph-role.ts';

/**
 * Writes how each subgraph connects, as its own role: `<directory>/<subgraph>/database-url`, readable by this user only.
 * A subgraph in a container is given its own folder and no other.
 *
 * @throws {StartupError} as `roleUrl` does.
 */
export async function writeRoleUrls(directory: string, options: MigrationOptions): Promise<void> {
  for (const subgraph of await selectSubgraphs(options.directory, options.subgraphs)) {
    const folder = join(directory, subgraph);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'database-url');
    // Nobody may write to the one of an earlier run, its owner neither.
    await rm(file, { force: true });
    await writeFile(file, `${roleUrl({ ...options, subgraph })}\n`, { mode: 0o400 });
  }
}
