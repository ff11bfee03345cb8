import { setMaxListeners } from 'node:events';
import type { ExecutionResult } from 'graphql';
import { ResultQueue, type QueueOwner } from './result-queue.ts';
import { returned, tooSlow, type ErrorResult, type SubscriptionEnding } from './subscription-ending.ts';

/** Who listens, as the engine knows it. */
export interface ListenerOptions<Context> {
  readonly context: Context;
  /** By what its streams are counted. */
  readonly viewer: string;
  /** When it may listen no longer, in seconds since 1970. */
  readonly expiresAt: number | undefined;
  /** Aborted when it leaves. */
  readonly signal: AbortSignal | undefined;
  /** Results that may wait for it. */
  readonly queue: number;
  /** Is told once that it has ended. */
  readonly onEnd: (listener: SubscriptionListener<Context>, ending: SubscriptionEnding) => void;
}

/** One who listens, from before there is a stream until it ends. */
export class SubscriptionListener<Context> implements QueueOwner {
  readonly context: Context;
  readonly viewer: string;
  readonly expiresAt: number | undefined;
  readonly stream: ResultQueue;
  /** The number of its group's last event before it began to listen: it gets those after it. */
  joinedAt = Infinity;
  /** The place in the log up to which it has got everything already. */
  after = -Infinity;
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: ListenerOptions<Context>['onEnd'];
  #ending: SubscriptionEnding | undefined;
  #giveUp: (() => void) | undefined;

  constructor({ context, viewer, expiresAt, signal, queue, onEnd }: ListenerOptions<Context>) {
    this.context = context;
    this.viewer = viewer;
    this.expiresAt = expiresAt;
    this.stream = new ResultQueue(this, queue);
    this.#signal = signal;
    this.#onEnd = onEnd;
    if (!signal) return;
    // One connection may have any number of streams.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', this, { once: true });
  }

  get ended(): boolean {
    return this.#ending !== undefined;
  }

  /** The errors that it ended with. */
  get errors(): ErrorResult['errors'] | undefined {
    return this.#ending?.last?.errors;
  }

  /**
   * Gives a result; one who does not read in time is ended, and slows nobody.
   *
   * @returns whether it was given.
   */
  push(result: ExecutionResult): boolean {
    if (this.ended) return false;
    const isGiven = this.stream.push(result);
    if (!isGiven) this.end(tooSlow);
    return isGiven;
  }

  end(ending: SubscriptionEnding): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#signal?.removeEventListener('abort', this);
    this.stream.end(ending.last, ending.dropsQueue);
    this.#onEnd(this, ending);
    this.#giveUp?.();
  }

  left(): void {
    this.end(returned);
  }

  /** The signal is aborted. */
  handleEvent(): void {
    this.end(returned);
  }

  /** Resolves when something has happened, or it has ended; one may wait at a time. */
  until(happened: Promise<void> | undefined): Promise<void> {
    if (this.ended) return Promise.resolve();
    return new Promise((resolve) => {
      this.#giveUp = resolve;
      void happened?.finally(resolve);
    });
  }

  /** Resolves when it has ended. */
  untilEnded(): Promise<void> {
    return this.until(undefined);
  }
}
