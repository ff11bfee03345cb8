import type { Child, Children } from '../gateway/child-process.ts';
import type { DeskConfig, DeskJob } from './desk.ts';
import type { DeskRound } from './rent-and-return.ts';

/** How many statements each command sends, with `begin` and `commit`. */
export interface StatementCounts {
  readonly checkOut: number;
  readonly checkIn: number;
}

type Reply<T> = { readonly result: T } | { readonly failure: string };

/** The process that calls the domain, or sends the bare statements. */
export class DeskProcess {
  readonly child: Child;

  private constructor(child: Child) {
    this.child = child;
  }

  static async start(children: Children, config: DeskConfig): Promise<DeskProcess> {
    const { child } = await children.start('bench/rent/desk.ts', config, 'servers');
    return new DeskProcess(child);
  }

  /** @throws {Error} if a command is refused or fails. */
  round(job: DeskJob): Promise<DeskRound> {
    return this.#ask<DeskRound>({ round: job }, job.seconds + 30);
  }

  /** Counts the statements of a check-out and a check-in of the first copy. */
  count(job: DeskJob): Promise<StatementCounts> {
    return this.#ask<StatementCounts>({ count: job }, 30);
  }

  async #ask<T>(message: object, seconds: number): Promise<T> {
    const reply = (await this.child.ask(message, seconds)) as Reply<T>;
    if ('failure' in reply) throw new Error(reply.failure);
    return reply.result;
  }
}
