import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ServerUser } from './server-user.ts';

/** A program that is stopped when this process ends, however it ends. */
export interface SupervisedProcess {
  /** What it writes to standard error. Must be read, or the program stops at a full pipe. */
  readonly stderr: Readable;
  /** Resolves when the program and all that it started have ended. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Interrupts it (SIGINT); if it has not ended after {@link graceSeconds}, makes it quit (SIGQUIT). */
  interrupt(): void;
}

/** How a program ended. */
export interface ProcessEnd {
  /** Its exit code, 128 + the number of the signal that killed it, or `null` if it could not be started at all. */
  readonly exitCode: number | null;
  /** Why it could not be started. */
  readonly spawnError?: Error;
}

/** How long an interrupted program may take before it is made to quit. */
export const graceSeconds = 10;

/**
 * Runs "$@" until it ends by itself or standard input is closed. Nobody writes to standard input: the other end is held
 * by the Node process, and the system closes it when that ends, also after `kill -9`.
 *
 * - HUP, INT and TERM are not for us: who stops a service by signalling all of its processes would cut off the database
 *   before the requests that need it are done. PostgreSQL's programs set handlers of their own.
 * - The watcher needs no living parent: if this shell is killed, the watcher still interrupts the program.
 */
const script = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" 3<&- &
program=$!
{
  read -r _ <&3
  kill -INT "$program"
  waited=0
  while [ "$waited" -lt ${graceSeconds} ] && kill -0 "$program"; do sleep 1; waited=$((waited + 1)); done
  kill -QUIT "$program"
} >/dev/null 2>&1 &
watcher=$!
wait "$program"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

/**
 * Starts a program of PostgreSQL under a small shell that outlives us just long enough to stop it.
 *
 * It gets a session of its own, so that Ctrl-C in a terminal does not reach it, and an environment of its own, so that
 * variables such as PGPORT or a language do not change what it does.
 */
export function supervise(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly user: ServerUser | undefined },
): SupervisedProcess {
  const child = spawn('/bin/sh', ['-c', script, 'sh', program, ...args], {
    ...options.user,
    cwd: options.cwd,
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  const interrupt = () => child.stdin.end();
  // Closing a pipe whose reader has gone is no error to us.
  child.stdin.on('error', () => {});
  // The shell ends after the program, unless somebody kills it: then the watcher has to act.
  child.once('exit', interrupt);
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('error', (spawnError) => resolve({ exitCode: null, spawnError }));
    child.once('close', (exitCode) => resolve({ exitCode }));
  });
  return { stderr: child.stderr, ended, interrupt };
}
