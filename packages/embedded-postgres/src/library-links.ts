import { lstat, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { hasCode } from './error-code.ts';

/** A line of the package's `pg-symlinks.json`. Both paths are relative to the package; the folder is the same. */
interface LibraryLink {
  /** The library: `native/lib/libpq.so.5.18`. */
  readonly source: string;
  /** The name that programs ask for: `native/lib/libpq.so.5`. */
  readonly target: string;
}

/**
 * Makes the links between libraries that npm packages cannot hold and the package's install script makes: missing where
 * install scripts are switched off.
 *
 * @throws a system error (`EACCES`, `EROFS` …) if one is missing and cannot be made.
 */
export async function repairLibraryLinks(binaries: Binaries): Promise<void> {
  const list = await readFile(join(binaries.root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as LibraryLink[]) {
    await makeLink(basename(source), join(dirname(binaries.root), target));
  }
}

async function makeLink(library: string, link: string): Promise<void> {
  if (await lstat(link).catch(() => undefined)) return;
  try {
    await symlink(library, link);
  } catch (error) {
    // Another process was faster.
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}
