import type { SubscriptionCounters } from './subscription-figures.ts';

/**
 * So much work in one turn of the event loop, so that requests and heartbeats have theirs, whatever number of listeners an
 * event has.
 */
export class LoopShare {
  readonly #size: number;
  #left: number;
  #next: Promise<void> | undefined;
  /** Keeps the order, and gives up its first in constant time. */
  readonly #queued = new Set<() => void>();

  /** @param size pieces of work in one turn. */
  constructor(size: number) {
    this.#size = size;
    this.#left = size;
  }

  /** Takes a piece of this turn. @returns whether there was one left. */
  take(): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    void this.nextTurn();
    return true;
  }

  /** Resolves when there are pieces again; another may have taken them. */
  nextTurn(): Promise<void> {
    this.#next ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#left = this.#size;
        this.#next = undefined;
        this.#doQueued();
        resolve();
      });
    });
    return this.#next;
  }

  /** Does a piece of work in this turn, or in the first that has one left. Work is done in the order in which it came. */
  do(work: () => void): void {
    this.#queued.add(work);
    this.#doQueued();
  }

  #doQueued(): void {
    for (const work of this.#queued) {
      if (!this.take()) return;
      this.#queued.delete(work);
      work();
    }
  }
}

/**
 * Executions, so many at a time, and so many begun in one turn of the event loop: a thousand groups that one event concerns
 * are executed in batches, in the order in which they asked.
 */
export class ExecutionTurns {
  readonly #max: number;
  readonly #share: LoopShare;
  readonly #counters: SubscriptionCounters;
  /** Keeps the order, and gives up its first in constant time. */
  readonly #waiting = new Set<() => Promise<void>>();
  #deferred = false;

  constructor(max: number, counters: SubscriptionCounters) {
    this.#max = max;
    this.#share = new LoopShare(max);
    this.#counters = counters;
  }

  /** Runs a task when it is its turn. */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(() => task().then(resolve, reject));
      this.#counters.waiting += 1;
      this.#begin();
    });
  }

  #begin(): void {
    for (const task of this.#waiting) {
      if (this.#deferred || this.#counters.executing >= this.#max) return;
      if (!this.#share.take()) {
        this.#defer();
        return;
      }
      this.#waiting.delete(task);
      this.#counters.waiting -= 1;
      this.#counters.executing += 1;
      void task().finally(() => {
        this.#counters.executing -= 1;
        this.#begin();
      });
    }
  }

  #defer(): void {
    this.#deferred = true;
    void this.#share.nextTurn().then(() => {
      this.#deferred = false;
      this.#begin();
    });
  }
}
