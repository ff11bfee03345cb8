import type { ExecutionResult } from 'graphql';
import type { ResultStream } from '../result-stream.ts';

interface Waiting {
  readonly resolve: (result: IteratorResult<ExecutionResult>) => void;
  readonly reject: (error: Error) => void;
}

/** A stream that brings what a test pushes, and knows what was done with it. */
export class PushStream implements ResultStream {
  /** How often it was let go of. */
  returned = 0;
  readonly #queue: ExecutionResult[] = [];
  #waiting: Waiting | undefined;
  #over = false;
  #onReturn: (() => void) | undefined;
  /** Settles when it was let go of. */
  readonly left = new Promise<void>((resolve) => (this.#onReturn = resolve));

  /** How many results nobody has asked for. */
  get queued(): number {
    return this.#queue.length;
  }

  push(...results: ExecutionResult[]): void {
    this.#queue.push(...results);
    this.#serve();
  }

  end(): void {
    this.#over = true;
    this.#serve();
  }

  fail(error: Error): void {
    this.#waiting?.reject(error);
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.#waiting) throw new Error('asked for two results at a time');
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#serve();
    });
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.returned++;
    this.#queue.length = 0;
    this.end();
    this.#onReturn?.();
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult>> {
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #serve(): void {
    const waiting = this.#waiting;
    if (!waiting || (this.#queue.length === 0 && !this.#over)) return;
    this.#waiting = undefined;
    const value = this.#queue.shift();
    waiting.resolve(value ? { value, done: false } : { value: undefined, done: true });
  }
}
