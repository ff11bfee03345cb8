import type { ExecutionResult } from 'graphql';
import type { ResultStream } from '@reelhouse/http-server';

/** Who put the queue up, and is told when its reader leaves. */
export interface QueueOwner {
  /** The reader has left; it may be told more than once, and after the end. */
  left(): void;
}

type Read = IteratorResult<ExecutionResult, undefined>;

const done: Read = Object.freeze({ value: undefined, done: true });

/**
 * The results that one client has not read yet. It is no generator: `return()` of a generator waits for the `next()` that
 * is pending, so that a client that leaves while nothing happens would never be let go of.
 */
export class ResultQueue implements ResultStream {
  readonly #owner: QueueOwner;
  readonly #max: number;
  readonly #results: ExecutionResult[] = [];
  readonly #readers: ((read: Read) => void)[] = [];
  #last: ExecutionResult | undefined;
  #ended = false;
  #onEmpty: (() => void) | undefined;

  /** @param max how many results may wait to be read. */
  constructor(owner: QueueOwner, max: number) {
    this.#owner = owner;
    this.#max = max;
  }

  /** @returns whether there was room for the result. */
  push(result: ExecutionResult): boolean {
    const reader = this.#readers.shift();
    if (reader) reader({ value: result, done: false });
    else if (this.#results.length >= this.#max) return false;
    else this.#results.push(result);
    return true;
  }

  /**
   * Nothing is pushed after it.
   *
   * @param last is read after what waits.
   * @param dropsQueue leaves out what waits.
   */
  end(last: ExecutionResult | undefined, dropsQueue: boolean): void {
    this.#ended = true;
    this.#last = last;
    if (dropsQueue) this.#results.length = 0;
    this.#tellEmpty();
    for (let reader = this.#readers.shift(); reader; reader = this.#readers.shift()) reader(this.#afterResults());
  }

  /** Resolves when nothing waits to be read, or the queue has ended; one may wait for it. */
  emptied(): Promise<void> | undefined {
    if (this.#ended || this.#results.length === 0) return undefined;
    return new Promise((resolve) => (this.#onEmpty = resolve));
  }

  next(): Promise<Read> {
    const result = this.#results.shift();
    if (result) {
      if (this.#results.length === 0) this.#tellEmpty();
      return Promise.resolve({ value: result, done: false });
    }
    if (this.#ended) return Promise.resolve(this.#afterResults());
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  return(): Promise<Read> {
    this.#owner.left();
    this.end(undefined, true);
    return Promise.resolve(done);
  }

  /** As `return`: whoever throws into a stream reads no further. */
  async throw(error: unknown): Promise<Read> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #afterResults(): Read {
    const last = this.#last;
    this.#last = undefined;
    return last ? { value: last, done: false } : done;
  }

  #tellEmpty(): void {
    this.#onEmpty?.();
    this.#onEmpty = undefined;
  }
}
