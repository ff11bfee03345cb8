import { rm } from 'node:fs/promises';
import { StartupError } from '@reelhouse/config';
import { hasCode } from './error-code.ts';
import { postmasterFilePath, readPostmasterFile } from './postmaster-file.ts';
import { findProcess, waitForExit, type RunningProcess } from './running-process.ts';
import { graceSeconds } from './supervisor.ts';

/** How long a server whose launcher has ended gets to end by itself: its supervisor interrupts it at once. */
const ownEndMs = 2_000;

/** How long it takes at most to quit: PostgreSQL kills what is left of its processes after five seconds. */
const quitMs = 7_000;

/**
 * Waits for the end of a server that a killed launcher has left behind. The caller holds the lock of the folder, so
 * that no launcher stands behind it any more.
 *
 * @returns the id of the server if it goes on running.
 */
export async function awaitFormerServer(data: string): Promise<number | undefined> {
  const file = await readPostmasterFile(data);
  const running = file && (await findProcess(file.pid));
  if (!running) return undefined;
  if (!isPostgres(running)) {
    // The machine or the container was restarted, and the id is another program's now: PostgreSQL, which only looks
    // whether there is such a process, would refuse to start for ever.
    await rm(postmasterFilePath(data), { force: true });
    return undefined;
  }
  return (await waitForExit(file.pid, ownEndMs)) ? undefined : file.pid;
}

/**
 * Sees to it that no server of a former launcher runs on the data: one that does not end by itself is stopped.
 *
 * @throws {StartupError} if it cannot be stopped.
 */
export async function stopFormerServer(data: string): Promise<void> {
  const pid = await awaitFormerServer(data);
  if (pid === undefined) return;
  const running = await findProcess(pid);
  // Only ours has this data directory on its command line. Any other server of that id is left alone.
  if (running?.command.includes(` -D ${data} `)) {
    if (await signalAndWait(pid, 'SIGINT', graceSeconds * 1000)) return;
    if (await signalAndWait(pid, 'SIGQUIT', quitMs)) return;
  }
  throw new StartupError(`a PostgreSQL server (process ${pid}) still runs on ${data}: stop it first`);
}

/** Whether a process is a PostgreSQL server. When in doubt it is: folders may have spaces, so a program's path may too. */
export function isPostgres({ command }: RunningProcess): boolean {
  return /^(?:\S.*\/)?postgres(?:[\s:]|$)/.test(command);
}

async function signalAndWait(pid: number, signal: NodeJS.Signals, timeoutMs: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
  return waitForExit(pid, timeoutMs);
}
