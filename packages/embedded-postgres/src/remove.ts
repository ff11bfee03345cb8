import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { hasCode } from './error-code.ts';
import { awaitFormerServer } from './former-server.ts';
import { isOwnName, layoutOf } from './layout.ts';
import { takeLock } from './lock.ts';

/**
 * Removes an embedded server's data and all that belongs to it, for good; does nothing if there is none. Files that are
 * not of the server's making stay, and so does the folder then.
 *
 * @throws {StartupError} if a process runs the server.
 */
export async function removeEmbeddedPostgres(directory: string): Promise<void> {
  const names = await readdir(directory).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  if (!names.some(isOwnName)) return;
  const { lock: lockPath, data } = layoutOf(directory);
  const lock = await takeLock(lockPath, directory);
  try {
    const pid = await awaitFormerServer(data);
    if (pid !== undefined)
      throw new StartupError(`the database folder ${directory} is in use by process ${pid}: stop that one first`);
    for (const name of names.filter(isOwnName)) {
      if (join(directory, name) !== lockPath) await rm(join(directory, name), { recursive: true, force: true });
    }
  } finally {
    await lock.release();
  }
  await rmdir(directory).catch((error: unknown) => {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY')) throw error;
  });
}
