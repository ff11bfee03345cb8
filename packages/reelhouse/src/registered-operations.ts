import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { OperationRegistry } from '@reelhouse/gateway';
import { readReleases } from '@reelhouse/operation-manifest';

/**
 * The operations of all releases whose manifests are in `schema/operations`.
 *
 * @throws {StartupError} if one of them cannot be read.
 */
export async function registeredOperations(): Promise<OperationRegistry> {
  const here = dirname(createRequire(import.meta.url).resolve('@reelhouse/reelhouse/package.json'));
  return new OperationRegistry(await readReleases(join(here, '../../schema/operations')));
}
