import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@reelhouse/config';
import { findBinaries, type Binaries } from './binaries.ts';
import { checkMajorVersion, initDataDirectory, readMajorVersion } from './data-directory.ts';
import { stopFormerServer } from './former-server.ts';
import { findFreePort } from './free-port.ts';
import { launchServer } from './launch-server.ts';
import { layoutOf } from './layout.ts';
import { takeLock } from './lock.ts';
import { ensurePassword } from './password.ts';
import { makeReachable } from './reachable-binaries.ts';
import { prepareDirectory, type ServerDirectory } from './server-directory.ts';
import type { ServerLog } from './server-log.ts';
import { settingArguments } from './server-settings.ts';
import { superuserUrl } from './superuser-url.ts';
import type { SupervisedProcess } from './supervisor.ts';

/** How to run an embedded server. */
export interface EmbeddedPostgresOptions {
  /** The folder that holds the data, the password and the lock; made when missing, for the server's account only. */
  readonly directory: string;
  /** The TCP port on 127.0.0.1; 0, the default, is any free one. */
  readonly port?: number;
  /** `false` only for throw-away databases: what has been committed may be lost, or broken, if the machine stops. */
  readonly durable?: boolean;
  /** Where the server's messages go. */
  readonly log?: ServerLog;
  /** Further settings of PostgreSQL by name; they go over the ones made here. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running embedded server. It keeps this process alive until it is stopped, and is stopped when this process ends. */
export interface EmbeddedPostgres {
  /** Connects the superuser `postgres` to the database `postgres`. Holds the password: not for logs. */
  readonly url: string;
  readonly port: number;
  /** Whether the data were made just now. */
  readonly firstStart: boolean;
  /** Resolves when the server has ended and the folder is free: after `stop()`, or by itself. Never rejects. */
  readonly exited: Promise<EmbeddedPostgresExit>;
  /** Ends all sessions, writes everything to disk and stops. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

/** How an embedded server ended. */
export interface EmbeddedPostgresExit {
  /** Whether `stop()` asked for it. If not, the application has lost its database. */
  readonly requested: boolean;
  /** The exit code of `postgres`, or 128 + the number of the signal that killed it. */
  readonly exitCode: number | null;
}

/** How often another free port is looked for when somebody else was faster to take one. */
const portAttempts = 10;

/** How long a start is repeated while remains of a killed server hold the data. */
const formerServerMs = 5_000;

/**
 * Starts a PostgreSQL server of our own: makes the data the first time, recovers them after a crash.
 *
 * @throws {StartupError} if the platform is not supported, the port is taken, the folder is in use, out of reach or of
 *   another major version, or the server does not start for another reason.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return startWith(await findBinaries(), options);
}

/** The same, with programs of the caller's choice. */
export async function startWith(installed: Binaries, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = await prepareDirectory(options.directory);
  const lock = await takeLock(layoutOf(directory.path).lock, directory.path);
  try {
    const { password, firstStart, binaries } = await prepareData(installed, directory, options.durable ?? true);
    const { server, port } = await startOnPort(binaries, directory, options);
    let requested = false;
    const exited = server.ended.then(async ({ exitCode }) => {
      await lock.release();
      return { requested, exitCode };
    });
    const stop = async () => {
      requested = true;
      server.interrupt();
      await exited;
    };
    return { url: superuserUrl(port, password), port, firstStart, exited, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function prepareData(installed: Binaries, directory: ServerDirectory, durable: boolean) {
  const { data, password: passwordFile } = layoutOf(directory.path);
  const { user } = directory;
  const version = await readMajorVersion(data);
  if (version !== undefined) {
    checkMajorVersion(data, version, installed);
    await stopFormerServer(data);
  }
  const binaries = await makeReachable(installed, directory);
  const firstStart = version === undefined;
  const password = await ensurePassword(passwordFile, !firstStart, user);
  if (firstStart) await initDataDirectory(data, { binaries, passwordFile, user, durable });
  return { password, firstStart, binaries };
}

async function startOnPort(
  binaries: Binaries,
  directory: ServerDirectory,
  { port: wanted = 0, durable = true, settings: further = {}, log }: EmbeddedPostgresOptions,
): Promise<{ server: SupervisedProcess; port: number }> {
  const { data } = layoutOf(directory.path);
  const patience = AbortSignal.timeout(formerServerMs);
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted === 0 ? await findFreePort() : wanted;
    const settings = settingArguments(port, durable, further);
    const launch = await launchServer({ binaries, data, settings, user: directory.user, log });
    if (launch.ready) return { server: launch.server, port };
    if (launch.cause === 'former-server' && !patience.aborted) await sleep(100);
    else if (launch.cause === 'address' && wanted === 0 && attempt < portAttempts) continue;
    else if (launch.cause === 'address') {
      throw new StartupError(
        `the embedded PostgreSQL cannot use port ${port} of 127.0.0.1 (${launch.message}): choose another port`,
      );
    } else throw new StartupError(`the embedded PostgreSQL in ${directory.path} does not start: ${launch.message}`);
  }
}
