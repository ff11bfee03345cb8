import type { Child, Children } from './child-process.ts';

/** What is sent. */
export interface SentBodies {
  readonly bodies: readonly string[];
  /** By GET, a body is the query of the URL; by POST unless told. */
  readonly method?: 'GET' | 'POST';
  /** Sent with each request, beside those of any. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For each body the entity tag of its answer, if the client has that already. */
  readonly known?: readonly string[];
  /** What each request is answered under load; 200 unless told. */
  readonly status?: number;
}

/** Requests for a while on many connections: the bodies in rotation. */
export interface LoadJob extends SentBodies {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
}

/** What a load came to. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Each body once, one after another on one connection. */
export interface AskJob extends SentBodies {
  readonly url: string;
}

/** An answer, and how long it took. */
export interface TimedAnswer {
  readonly milliseconds: number;
  readonly status: number;
  /** The entity tag; empty if it has none. */
  readonly etag: string;
  readonly text: string;
}

/** What the load generator's process answers. */
export type LoadReply<T> = { readonly result: T } | { readonly failure: string };

/** Sends requests from a process of its own, on a processor of its own. */
export class LoadGenerator {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  static async start(children: Children): Promise<LoadGenerator> {
    const { child } = await children.start('bench/gateway/load.ts', {}, 'load');
    return new LoadGenerator(child);
  }

  /** @throws {Error} if a request fails or is answered with another status than it has to be. */
  async load(job: LoadJob): Promise<LoadResult> {
    return this.#run<LoadResult>({ load: job }, job.seconds + 30);
  }

  /** @throws {Error} if a request fails. */
  async ask(job: AskJob): Promise<TimedAnswer[]> {
    return this.#run<TimedAnswer[]>({ ask: job }, 60);
  }

  async #run<T>(message: object, seconds: number): Promise<T> {
    const reply = (await this.#child.ask(message, seconds)) as LoadReply<T>;
    if ('failure' in reply) throw new Error(reply.failure);
    return reply.result;
  }
}
