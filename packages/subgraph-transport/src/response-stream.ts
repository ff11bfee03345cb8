import type { SubgraphResponse } from './subgraph-transport.ts';

/** How many responses wait for their reader before no more are read from the subgraph. */
const capacity = 16;

/**
 * Responses on their way from a subgraph to one reader. An iterator by hand: `return()` of an async generator waits for
 * what it waits for, and a subgraph may say nothing for days.
 */
export class ResponseStream implements AsyncIterableIterator<SubgraphResponse> {
  readonly #start: (stream: ResponseStream) => void;
  readonly #signal: AbortSignal;
  readonly #leave = (): void => this.#end([]);
  readonly #over: (() => void)[] = [];
  #waiting: SubgraphResponse[] = [];
  #readers: ((result: IteratorResult<SubgraphResponse>) => void)[] = [];
  #drained: (() => void) | undefined;
  #isStarted = false;
  #isOver = false;

  /**
   * @param signal ends the stream.
   * @param start subscribes; called when the first response is asked for.
   */
  constructor(signal: AbortSignal, start: (stream: ResponseStream) => void) {
    this.#signal = signal;
    this.#start = start;
  }

  /** Whether it gives no more. */
  isOver(): boolean {
    return this.#isOver;
  }

  /** Does something when the stream is over, whoever ended it. */
  onOver(leave: () => void): void {
    if (this.#isOver) leave();
    else this.#over.push(leave);
  }

  /** Gives a response to the reader. What comes after the end is dropped. */
  push(response: SubgraphResponse): void {
    if (this.#isOver) return;
    const reader = this.#readers.shift();
    if (reader) reader({ value: response, done: false });
    else this.#waiting.push(response);
  }

  /** Ends the stream after what was pushed, and a last response if there is one. */
  end(last?: SubgraphResponse): void {
    if (last) this.push(last);
    this.#end(this.#waiting);
  }

  /** What is to be waited for before more is pushed; undefined if there is room. */
  room(): Promise<void> | undefined {
    if (this.#isOver || this.#waiting.length < capacity) return undefined;
    return new Promise((resolve) => (this.#drained = resolve));
  }

  next(): Promise<IteratorResult<SubgraphResponse>> {
    if (!this.#isStarted) this.#begin();
    const value = this.#waiting.shift();
    if (this.#waiting.length < capacity / 2) this.#drain();
    if (value) return Promise.resolve({ value, done: false });
    if (this.#isOver) return Promise.resolve(done);
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  return(): Promise<IteratorResult<SubgraphResponse>> {
    this.#end([]);
    return Promise.resolve(done);
  }

  throw(): Promise<IteratorResult<SubgraphResponse>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #begin(): void {
    this.#isStarted = true;
    if (this.#isOver) return;
    if (this.#signal.aborted) {
      this.#leave();
      return;
    }
    this.#signal.addEventListener('abort', this.#leave, { once: true });
    this.#start(this);
  }

  /** @param left what the reader still gets. */
  #end(left: SubgraphResponse[]): void {
    this.#waiting = left;
    if (this.#isOver) return;
    this.#isOver = true;
    this.#signal.removeEventListener('abort', this.#leave);
    for (const reader of this.#readers.splice(0)) reader(done);
    this.#drain();
    for (const leave of this.#over.splice(0)) leave();
  }

  #drain(): void {
    this.#drained?.();
    this.#drained = undefined;
  }
}

const done: IteratorReturnResult<undefined> = { value: undefined, done: true };
