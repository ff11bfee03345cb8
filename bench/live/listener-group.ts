import type { Child, Children } from '../gateway/child-process.ts';

/** Listeners to open. */
export interface OpenJob {
  readonly url: string;
  readonly query: string;
  readonly count: number;
  readonly transport: 'sse' | 'ws';
}

/** What the process of listeners is told. */
export type ListenersRequest =
  | { readonly kind: 'open'; readonly job: OpenJob }
  | { readonly kind: 'expect'; readonly arrivals: number }
  | { readonly kind: 'arrivals' }
  | { readonly kind: 'close' };

/** What it answers. */
export type ListenersReply = { readonly opened: number } | { readonly arrivals: readonly string[] };

/** Listeners in a process of their own, on a processor of their own. */
export class ListenerGroup {
  readonly #child: Child;
  #count = 0;

  private constructor(child: Child) {
    this.#child = child;
  }

  static async start(children: Children): Promise<ListenerGroup> {
    const { child } = await children.start('bench/live/listeners.ts', {}, 'load');
    return new ListenerGroup(child);
  }

  /** Opens listeners, and waits until all of them are. */
  async open(job: OpenJob): Promise<void> {
    await this.#child.ask({ kind: 'open', job } satisfies ListenersRequest, 120);
    this.#count += job.count;
  }

  /**
   * Measures one event.
   *
   * @param emit makes it happen, and tells when that was, in nanoseconds of the system's monotonic clock.
   * @param seconds after which not all have got it.
   * @returns the milliseconds that it took to each listener.
   */
  async measure(emit: () => Promise<bigint>, seconds: number): Promise<readonly number[]> {
    await this.#child.ask({ kind: 'expect', arrivals: this.#count } satisfies ListenersRequest, 10);
    const at = await emit();
    const { arrivals } = (await this.#child.ask({ kind: 'arrivals' } satisfies ListenersRequest, seconds)) as {
      readonly arrivals: readonly string[];
    };
    return arrivals.map((arrival) => Number(BigInt(arrival) - at) / 1e6);
  }

  async close(): Promise<void> {
    await this.#child.ask({ kind: 'close' } satisfies ListenersRequest, 30);
    this.#count = 0;
  }

  /** Ends the process of the listeners. */
  async stop(): Promise<void> {
    await this.#child.stop();
  }
}
