import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { manifestBounds } from './manifest-shape.ts';
import type { ClientRelease } from './operation-manifest.ts';
import { manifestTooLarge, parseManifest } from './parse-manifest.ts';
import { isRelease } from './release-name.ts';

/**
 * Reads the manifests of all releases that are in use, by client and then by release.
 *
 * @param folder has `<client>/<release>.json`, and nothing else but what is hidden (`.…`, as mounted volumes have it).
 * @throws {StartupError} with the lines of all manifests together.
 */
export async function readReleases(folder: string): Promise<readonly ClientRelease[]> {
  const problems: string[] = [];
  const releases: ClientRelease[] = [];
  for (const client of await list(folder)) {
    if (!isClient(client) || !(await stat(join(folder, client))).isDirectory()) {
      problems.push(`${join(folder, client)}: expected a folder with the name of a client: a-z, 0-9 and -`);
      continue;
    }
    for (const entry of await list(join(folder, client))) {
      const release = await readRelease(folder, client, entry).catch((error: unknown) => {
        if (!(error instanceof StartupError)) throw error;
        problems.push(error.message);
      });
      if (release) releases.push(release);
    }
  }
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return releases;
}

async function readRelease(folder: string, client: string, entry: string): Promise<ClientRelease> {
  const file = join(folder, client, entry);
  const release = entry.replace(/\.json$/, '');
  if (release === entry || !isRelease(release)) {
    throw new StartupError(`${file}: expected the version of a release and .json, such as 1.4.0.json`);
  }
  const { size } = await stat(file);
  if (size > manifestBounds.fileBytes) throw new StartupError(`${file}: ${manifestTooLarge}`);
  return { client, release, manifest: parseManifest(await readText(file), file) };
}

async function list(folder: string): Promise<string[]> {
  try {
    const entries = (await readdir(folder)).filter((name) => !name.startsWith('.'));
    return entries.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  } catch (cause) {
    throw new StartupError(`${folder}: expected a folder of <client>/<release>.json that can be read`, { cause });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new StartupError(`${file}: expected a file that can be read`, { cause });
  }
}

function isClient(name: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
}
