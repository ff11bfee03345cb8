import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clientVersion, listClients } from '../documents/client-version.ts';
import { operationPaths } from '../documents/operation-paths.ts';
import { soundManifest } from '../documents/sound-manifest.ts';
import type { CommandResult } from './command-result.ts';

/**
 * Registers the operations of a client as those of the version in its package.json.
 *
 * @param options `replace`: also if the version is registered with other operations. Those that are not in the documents any
 *   more are then refused, to whoever has the release: it is for one that nobody has.
 * @throws {StartupError} with a line for each mistake in the documents.
 */
export async function release(
  root: string,
  client = '',
  { replace = false }: { readonly replace?: boolean } = {},
): Promise<CommandResult> {
  const clients = await listClients(root);
  if (!clients.includes(client)) {
    return { succeeded: false, lines: [`Which client is released? There are: ${clients.join(', ')}`] };
  }
  const version = await clientVersion(root, client);
  const path = operationPaths.manifest(client, version);
  const made = await soundManifest(root, client);
  const registered = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (registered === made) return { succeeded: true, lines: [`${path} has these operations already.`] };
  if (registered !== undefined && !replace) {
    return {
      succeeded: false,
      lines: [
        `${path}: ${version} is registered with other operations, on which released apps rely: raise the version in ` +
          `${operationPaths.packageJson(client)}, or give --replace if nobody has it`,
      ],
    };
  }
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), made);
  return { succeeded: true, lines: [`Registered the operations of ${client} ${version} in ${path}.`] };
}
