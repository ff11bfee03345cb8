import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server that a test does with as it likes. */
export interface ServerProcess {
  start(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Lets it hang: it keeps its connections and answers nothing. */
  suspend(): void;
  /** Lets it go on. */
  resume(): void;
}

/** What to run, and what it says when it is ready. */
export interface ServerProgram {
  readonly program: string;
  readonly args: readonly string[];
  readonly ready: string;
}

/** A server that is not started yet. */
export function serverProcess({ program, args, ready }: ServerProgram): ServerProcess {
  let server: ChildProcess | undefined;
  return {
    async start() {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      server = child;
      await Promise.race([
        saidBy(child.stdout, ready),
        saidBy(child.stderr, ready),
        once(child, 'exit').then(() => Promise.reject(new Error(`${program} did not start`))),
      ]);
      // Else it would stop when a pipe is full.
      child.stdout.resume();
      child.stderr.resume();
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
    },
    suspend: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
  };
}

function saidBy(output: NodeJS.ReadableStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      if (line.includes(text)) resolve();
    });
  });
}
