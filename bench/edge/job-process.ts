import type { Child, Children } from '../gateway/child-process.ts';
import type { LoadReply } from '../gateway/load-generator.ts';

/** Makes this process do the jobs that its parent gives it, one after another. */
export function doJobs(run: (job: never) => Promise<unknown>): void {
  process.on('message', (job: unknown) => {
    if (job === 'usage') return;
    const reply: Promise<LoadReply<unknown>> = run(job as never).then(
      (result) => ({ result }),
      (error: unknown) => ({ failure: String(error) }),
    );
    void reply.then((answer) => process.send?.(answer));
  });
  process.send?.({ ready: true });
}

/** A process that does jobs, on the processor of the load. */
export class JobProcess<Job extends object, Result> {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  /** @param program one that calls `doJobs`. */
  static async start<Job extends object, Result>(
    children: Children,
    program: string,
  ): Promise<JobProcess<Job, Result>> {
    const { child } = await children.start(program, {}, 'load');
    return new JobProcess<Job, Result>(child);
  }

  /**
   * @param seconds after which it has failed.
   * @throws {Error} if it fails.
   */
  async run(job: Job, seconds: number): Promise<Result> {
    const reply = (await this.#child.ask(job, seconds)) as LoadReply<Result>;
    if ('failure' in reply) throw new Error(reply.failure);
    return reply.result;
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}
