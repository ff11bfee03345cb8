import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { z } from 'zod';
import { isRelease } from '../release-name.ts';
import { operationPaths } from './operation-paths.ts';

/** The clients whose documents are in the repository, in alphabetical order; none if there is no such folder. */
export async function listClients(root: string): Promise<string[]> {
  const entries = await readdir(join(root, operationPaths.clients), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/**
 * The version that a client's documents are of: the next one to be released, or the last one that was.
 *
 * @throws {StartupError} if its package.json has none.
 */
export async function clientVersion(root: string, client: string): Promise<string> {
  const path = operationPaths.packageJson(client);
  const text = await readFile(join(root, path), 'utf8').catch(() => '');
  const result = packageShape.safeParse(parseJson(text));
  if (!result.success) throw new StartupError(`${path}: expected the version of the client: "version": "1.4.0"`);
  return result.data.version;
}

const packageShape = z.object({ version: z.string().refine(isRelease) });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
