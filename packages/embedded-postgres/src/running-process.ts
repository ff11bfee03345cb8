import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What the system knows about a process. */
export interface RunningProcess {
  /** When it was started, in the system's own terms: with the id it tells a process from a later one of the same id. */
  readonly startedAt: string;
  /** Its command line, with single spaces between the arguments. */
  readonly command: string;
}

/** How often the system is asked whether a process has ended: there is no event for processes that are not our children. */
const checkEveryMs = 25;

/** The process of that id, or `undefined` if there is none, or only its remains that its parent has yet to collect. */
export function findProcess(pid: number): Promise<RunningProcess | undefined> {
  return process.platform === 'linux' ? findInProc(pid) : findWithPs(pid);
}

/**
 * Waits until there is no process of that id.
 *
 * @returns whether that came true within `timeoutMs` milliseconds.
 */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  for (let waited = 0; waited <= timeoutMs; waited += checkEveryMs) {
    if ((await findProcess(pid)) === undefined) return true;
    await sleep(checkEveryMs);
  }
  return false;
}

/** Linux: slim container images have no `ps`, but every system has `/proc`. */
export async function findInProc(pid: number): Promise<RunningProcess | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    // The name comes first, in parentheses, and may hold spaces and parentheses itself. Then: state, …, start (20th).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startedAt = fields[19];
    if (fields[0] === 'Z' || startedAt === undefined) return undefined;
    return { startedAt, command: commandLine.split('\0').join(' ').trim() };
  } catch {
    return undefined;
  }
}

/** macOS, which has no `/proc`. */
export async function findWithPs(pid: number): Promise<RunningProcess | undefined> {
  try {
    const columns = ['stat', 'lstart', 'command'].flatMap((column) => ['-o', `${column}=`]);
    const { stdout } = await promisify(execFile)('ps', ['-ww', ...columns, '-p', String(pid)], {
      env: { ...process.env, LC_ALL: 'C' },
    });
    // S+   Fri Nov 21 01:37:12 2026 node start.ts
    const match = /^\s*(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/m.exec(stdout);
    const [, state = 'Z', startedAt = '', command = ''] = match ?? [];
    return state.startsWith('Z') ? undefined : { startedAt, command: command.trim() };
  } catch {
    return undefined;
  }
}
