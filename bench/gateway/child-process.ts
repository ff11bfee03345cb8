import { spawn, type ChildProcess } from 'node:child_process';
import { StartupError } from '@reelhouse/config';
import { pin, processors, type Processors } from './processors.ts';

const startSeconds = 60;
const environment = { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' };

/** A process that is talked to by messages. It ends with this process, however that ends. */
export class Child {
  readonly #process: ChildProcess;
  readonly #program: string;
  #stderr = '';

  /**
   * @param program a file, from the root of the repository.
   * @param config is given to it as JSON in its first argument.
   */
  constructor(program: string, config: object) {
    this.#program = program;
    // What is measured is plain JavaScript: tsx gives every function its name again when it is made, and its source maps
    // make stack traces dear, which some peers take one of a request.
    const loader = program.endsWith('.ts') ? ['--conditions=reelhouse-source', '--import=tsx'] : [];
    const node = [...loader, '--import=./bench/gateway/report-usage.mjs', program, JSON.stringify(config)];
    this.#process = spawn(process.execPath, node, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#process.stderr?.on(
      'data',
      (chunk: Buffer) => (this.#stderr = `${this.#stderr}${String(chunk)}`.slice(-2000)),
    );
  }

  /**
   * Waits for the first message that the process sends of itself.
   *
   * @param processor where it runs from then on; it starts on any.
   */
  async started(processor: keyof Processors): Promise<unknown> {
    const message = await this.#reply(startSeconds);
    const { pid } = this.#process;
    if (processors && pid !== undefined) await pin(pid, processors[processor]);
    return message;
  }

  /**
   * Sends a message, and waits for the answer.
   *
   * @param seconds after which the process has failed.
   * @throws {StartupError} if it did, or if the process has ended.
   */
  async ask(message: object | string, seconds: number): Promise<unknown> {
    const reply = this.#reply(seconds);
    this.#process.send(message);
    return reply;
  }

  /** Ends the process; it holds nothing that would be lost. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }

  async #reply(seconds: number): Promise<unknown> {
    const child = this.#process;
    if (!child.connected) throw this.#failure('has ended');
    return new Promise((resolve, reject) => {
      const settle = (result: () => void) => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onEnd);
        child.off('error', onEnd);
        result();
      };
      const timer = setTimeout(
        () => settle(() => reject(this.#failure(`said nothing for ${seconds} s`))),
        seconds * 1000,
      );
      const onMessage = (message: unknown) => settle(() => resolve(message));
      const onEnd = () => settle(() => reject(this.#failure('has ended')));
      child.once('message', onMessage);
      child.once('exit', onEnd);
      child.once('error', onEnd);
    });
  }

  #failure(what: string): StartupError {
    return new StartupError(`${this.#program} ${what}${this.#stderr && `:\n${this.#stderr}`}`);
  }
}

/** The processes of a run. */
export class Children {
  readonly #all = new Set<Child>();
  #stopped = false;

  /**
   * Starts a process, and waits until it says that it is ready.
   *
   * @param processor where it runs once it is ready; it starts on any.
   * @returns the process, and what it said.
   */
  async start(program: string, config: object, processor: keyof Processors): Promise<{ child: Child; said: unknown }> {
    if (this.#stopped) throw new Error('the run is over');
    const child = new Child(program, config);
    this.#all.add(child);
    return { child, said: await child.started(processor) };
  }

  /** Ends all of them; none is started after it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#all].map((child) => child.stop()));
  }
}
