import { chown, mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { programPath, type Binaries } from './binaries.ts';
import { hasCode } from './error-code.ts';
import { readLines } from './read-lines.ts';
import type { ServerUser } from './server-user.ts';
import { supervise } from './supervisor.ts';

/** What a new data directory is made with. */
export interface InitOptions {
  readonly binaries: Binaries;
  /** The file that holds the superuser's password. */
  readonly passwordFile: string;
  readonly user: ServerUser | undefined;
  /** Whether it has to survive a power failure from the start. */
  readonly durable: boolean;
}

/** The same sort order and case rules on every machine, whatever its languages: `C` for what still asks the C library. */
const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/**
 * The major version of PostgreSQL that made a data directory, or `undefined` if there is none.
 */
export async function readMajorVersion(data: string): Promise<string | undefined> {
  try {
    return (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Refuses data of another major version, whose files this one cannot read.
 *
 * @throws {StartupError} that says which version it takes.
 */
export function checkMajorVersion(data: string, found: string, binaries: Binaries): void {
  if (found === binaries.major) return;
  throw new StartupError(
    `the data in ${data} was made by PostgreSQL ${found}, and the embedded one is ${binaries.major}: ` +
      `dump it with PostgreSQL ${found} and load it into a new folder, or start over with --reset`,
  );
}

/**
 * Makes a data directory with the superuser `postgres`. It is made beside its place and moved there when it is complete,
 * so that what an interrupted attempt leaves is never taken for data; such remains are removed.
 *
 * @throws {StartupError} with what `initdb` has to say, if it fails.
 */
export async function initDataDirectory(data: string, options: InitOptions): Promise<void> {
  const parent = dirname(data);
  const prefix = `${basename(data)}.incomplete-`;
  for (const name of await readdir(parent)) {
    // An interrupted initdb may be writing for a moment yet.
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true, maxRetries: 10 });
  }
  const incomplete = await mkdtemp(join(parent, prefix));
  if (options.user) await chown(incomplete, options.user.uid, options.user.gid);
  await runInitdb(incomplete, options);
  await rename(incomplete, data);
  if (options.durable) await syncFolder(parent);
}

async function runInitdb(folder: string, { binaries, passwordFile, user, durable }: InitOptions): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    ...locale,
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const initdb = supervise(programPath(binaries, 'initdb'), args, { cwd: folder, user });
  const lines: string[] = [];
  readLines(initdb.stderr, (line) => lines.push(line));
  const { exitCode, spawnError } = await initdb.ended;
  if (exitCode === 0) return;
  const reason =
    spawnError?.message ?? lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? `exit code ${exitCode}`;
  throw new StartupError(
    `the embedded PostgreSQL cannot make a database (${reason}): set DATABASE_URL to use another server`,
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
