import { chmod, chown, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { hasCode } from './error-code.ts';
import { isOwnName } from './layout.ts';
import { findUnreachable } from './reachability.ts';
import { chooseServerUser, type ServerUser } from './server-user.ts';

/** The folder of an embedded server, ready to be used. */
export interface ServerDirectory {
  /** Its absolute path, without links. */
  readonly path: string;
  /** The account that the server has to run as; `undefined`: our own. */
  readonly user: ServerUser | undefined;
}

/**
 * Makes the folder unless it exists, for the server's account only.
 *
 * @throws {StartupError} if it cannot be made, holds something else, or is out of the account's reach.
 */
export async function prepareDirectory(directory: string): Promise<ServerDirectory> {
  try {
    await mkdir(dirname(resolve(directory)), { recursive: true });
    await mkdir(directory, { mode: 0o700 }).catch(acceptExisting);
    const path = await realpath(directory);
    const user = await chooseServerUser(join(path, 'data'));
    await checkContents(path);
    if (user) await handOver(path, user);
    else await chmod(path, 0o700);
    return { path, user };
  } catch (error) {
    if (error instanceof StartupError || !hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'))
      throw error;
    throw new StartupError(`the database folder ${directory} cannot be used: ${error.message}`, { cause: error });
  }
}

function acceptExisting(error: unknown): void {
  if (!hasCode(error, 'EEXIST')) throw error;
}

/** A folder that somebody named by mistake must not get another owner, nor be emptied by a reset. */
async function checkContents(path: string): Promise<void> {
  const names = await readdir(path);
  if (names.length === 0 || names.some(isOwnName)) return;
  throw new StartupError(
    `the database folder ${path} holds other files: choose a folder that is empty or not there yet`,
  );
}

async function handOver(path: string, user: ServerUser): Promise<void> {
  const parent = await findUnreachable(dirname(path), user);
  if (parent !== undefined) {
    throw new StartupError(
      `PostgreSQL does not run as root, and its account (uid ${user.uid}) cannot enter ${parent}: set REELHOUSE_HOME to a folder elsewhere`,
    );
  }
  if ((await stat(path)).uid !== user.uid) await chown(path, user.uid, user.gid);
  await chmod(path, 0o700);
}
