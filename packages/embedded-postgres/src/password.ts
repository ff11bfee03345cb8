import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, writeFile } from 'node:fs/promises';
import { StartupError } from '@reelhouse/config';
import { hasCode } from './error-code.ts';
import type { ServerUser } from './server-user.ts';

/** The stored password of the superuser, or `undefined` if there is none yet. */
export async function readPassword(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * The superuser's password: generated the first time, and kept in a file that only the server's account may read.
 *
 * @param hasData whether there is a database already that expects the stored password.
 * @throws {StartupError} if there is such a database, and no file.
 */
export async function ensurePassword(path: string, hasData: boolean, user: ServerUser | undefined): Promise<string> {
  const stored = await readPassword(path);
  if (stored !== undefined) return stored;
  if (hasData)
    throw new StartupError(`the database's password file ${path} is missing: restore it, or start over with --reset`);
  const password = randomBytes(24).toString('base64url');
  const incomplete = `${path}.incomplete`;
  await writeFile(incomplete, password, { mode: 0o600 });
  if (user) await chown(incomplete, user.uid, user.gid);
  await rename(incomplete, path);
  return password;
}
