import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { clientVersion, listClients } from './client-version.ts';
import { generateManifest } from './generate-manifest.ts';
import { operationPaths } from './operation-paths.ts';

/**
 * The clients whose documents do not make exactly the manifest of their version, each a line with what to do: what is not
 * registered is refused as soon as the client sends it.
 */
export async function findUnreleased(root: string): Promise<string[]> {
  const lines: string[] = [];
  for (const client of await listClients(root)) {
    try {
      lines.push(...(await differences(root, client)));
    } catch (error) {
      if (!(error instanceof StartupError)) throw error;
      lines.push(...error.message.split('\n'));
    }
  }
  return lines;
}

async function differences(root: string, client: string): Promise<string[]> {
  const version = await clientVersion(root, client);
  const made = await generateManifest(root, client);
  const path = operationPaths.manifest(client, version);
  const registered = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (registered === made) return [];
  const release = `npm run operations -- release ${client}`;
  return registered === undefined
    ? [`${path}: there is no manifest of this version: run ${release}`]
    : [
        `${path}: not what ${operationPaths.clients}/${client} makes: raise the version in ` +
          `${operationPaths.packageJson(client)}, and run ${release}`,
      ];
}
