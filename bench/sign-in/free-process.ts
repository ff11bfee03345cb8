import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { StartupError } from '@reelhouse/config';

const startSeconds = 60;

/**
 * A process that runs on whichever processor is free, with the threads that it makes: hashing takes the processors that
 * answering does not.
 */
export class FreeProcess {
  readonly #child: ChildProcess;
  readonly #program: string;

  private constructor(program: string, child: ChildProcess) {
    this.#program = program;
    this.#child = child;
  }

  /**
   * Starts a program, from the root of the repository, with its configuration as JSON in its first argument.
   *
   * @returns the process, and the first message that it sent.
   */
  static async start(program: string, config: object): Promise<{ child: FreeProcess; said: unknown }> {
    const child = fork(program, [JSON.stringify(config)], {
      execArgv: ['--conditions=reelhouse-source', '--import=tsx', '--import=./bench/gateway/report-usage.mjs'],
      env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const started = new FreeProcess(program, child);
    return { child: started, said: await started.#reply(startSeconds) };
  }

  /**
   * Sends a message, and waits for the answer.
   *
   * @throws {StartupError} if there is none within so many seconds.
   */
  async ask(message: object | string, seconds: number): Promise<unknown> {
    const reply = this.#reply(seconds);
    this.#child.send(message);
    return reply;
  }

  /** The CPU time that it has used, in microseconds. */
  async cpuMicroseconds(): Promise<number> {
    return ((await this.ask('usage', 10)) as { readonly cpuMicroseconds: number }).cpuMicroseconds;
  }

  /** Ends it; it holds nothing that would be lost. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #reply(seconds: number): Promise<unknown> {
    const signal = AbortSignal.timeout(seconds * 1000);
    const over = new AbortController();
    try {
      return await Promise.race([
        once(this.#child, 'message', { signal: AbortSignal.any([signal, over.signal]) }).then(
          ([message]) => message as unknown,
        ),
        once(this.#child, 'exit', { signal: over.signal }).then(() => Promise.reject(new Error('it has ended'))),
      ]);
    } catch (error) {
      throw new StartupError(`${this.#program} did not answer`, { cause: error });
    } finally {
      over.abort();
    }
  }
}
