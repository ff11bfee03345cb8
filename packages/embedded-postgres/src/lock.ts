import { randomUUID } from 'node:crypto';
import { readlink, rename, rm, symlink } from 'node:fs/promises';
import { StartupError } from '@reelhouse/config';
import { hasCode } from './error-code.ts';
import { findProcess } from './running-process.ts';

/** A folder that is ours alone until it is released. */
export interface Lock {
  /** Lets others have the folder. Calling it again does nothing. */
  release(): Promise<void>;
}

/** The locks of this process: without them, a lock with our own id could be that of an earlier process of the same id. */
const held = new Set<string>();

/**
 * Takes the lock at `path`, which says that one process runs the server of a folder.
 *
 * The lock is a symbolic link whose target names its holder, because a link is made and filled in one step: there is
 * never a lock without a holder. One whose holder has ended (`kill -9`, power failure) is taken over.
 *
 * @throws {StartupError} if another process, or this one, holds it.
 */
export async function takeLock(path: string, directory: string): Promise<Lock> {
  const us = (await describeHolder(process.pid)) ?? String(process.pid);
  for (;;) {
    try {
      await symlink(us, path);
      break;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const holder = await readlink(path).catch(() => undefined);
    if (holder === undefined) continue;
    if (await isAlive(holder, path)) {
      throw new StartupError(
        `the database folder ${directory} is in use by process ${pidOf(holder)}: stop that one first`,
      );
    }
    await discard(path, holder);
  }
  held.add(path);
  return {
    release: async () => {
      if (held.delete(path)) await rm(path, { force: true });
    },
  };
}

/** What a lock says about its holder: the id, and the start so that a later process of the same id is told apart. */
async function describeHolder(pid: number): Promise<string | undefined> {
  const running = await findProcess(pid);
  return running && `${pid} ${running.startedAt}`;
}

function pidOf(holder: string): number {
  return Number.parseInt(holder, 10);
}

async function isAlive(holder: string, path: string): Promise<boolean> {
  const pid = pidOf(holder);
  if (pid === process.pid) return held.has(path);
  return (await describeHolder(pid)) === holder;
}

/**
 * Removes the lock of a holder that has ended, but not one that somebody else took in the meantime: it is moved away
 * first, which only one process can do, then looked at again. PostgreSQL's own lock on its data is the second fence.
 */
async function discard(path: string, holder: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await readlink(aside);
  if (moved !== holder) await symlink(moved, path);
  await rm(aside);
}
