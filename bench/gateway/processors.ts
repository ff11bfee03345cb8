import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A processor for the servers, and another for the load. */
export interface Processors {
  readonly servers: number;
  readonly load: number;
}

/** The processors that processes are pinned to; undefined where there is no `taskset`, or one processor only. */
export const processors: Processors | undefined = choose();

function choose(): Processors | undefined {
  try {
    const told = execFileSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8', stdio: 'pipe' });
    const [servers, load] = expand(told.slice(told.lastIndexOf(':') + 1).trim());
    return servers === undefined || load === undefined ? undefined : { servers, load };
  } catch {
    return undefined;
  }
}

/** The numbers of a list such as `0,2-4`. */
function expand(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Makes a process run on one processor, with all of its threads: the garbage collector and the compiler have some. */
export async function pin(pid: number, processor: number): Promise<void> {
  await run('taskset', ['-a', '-c', '-p', String(processor), String(pid)]);
}
