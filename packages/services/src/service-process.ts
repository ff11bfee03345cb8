import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What to run, and where its output goes. */
export interface ServiceProcessOptions {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Gets each line that it writes. */
  readonly print: (line: string) => void;
}

/** A process of the chain, running. */
export interface ServiceProcess {
  readonly name: string;
  readonly pid: number | undefined;
  /** Resolves when it has ended, with its exit code; 1 if a signal ended it. */
  readonly ended: Promise<number>;
  /** Tells it to finish what is under way, and waits for it; after `seconds` it is killed. */
  stop(seconds: number): Promise<void>;
}

/** Starts a process whose output is printed line by line. */
export function startProcess({ name, command, cwd, environment, print }: ServiceProcessOptions): ServiceProcess {
  const [program, ...args] = command;
  // A group of its own: Ctrl-C at the terminal is for the one who stops all in their order.
  const child = spawn(program, args, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  endWithUs(child);
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', print);
  const ended = endOf(child);
  return {
    name,
    pid: child.pid,
    ended,
    async stop(seconds) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
      await ended;
      clearTimeout(timer);
    },
  };
}

const running = new Set<ChildProcess>();

/** Who does not wait for what is under way leaves nothing behind either. */
function endWithUs(child: ChildProcess): void {
  if (running.size === 0) process.once('exit', killAll);
  running.add(child);
  child.once('close', () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', killAll);
  });
}

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

async function endOf(child: ChildProcess): Promise<number> {
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } catch {
    // It could not be started at all.
    return 1;
  }
}
