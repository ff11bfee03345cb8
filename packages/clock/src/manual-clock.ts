import type { Clock } from './clock.ts';
import type { CancelTimer, Timers } from './timers.ts';

interface Waiter {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is told to move: for tests, and for filling in data as of a given day. */
export class ManualClock implements Clock, Timers {
  #now: number;
  readonly #waiters = new Set<Waiter>();

  /** @param start where the clock stands first. */
  constructor(start: Date | string) {
    this.#now = new Date(start).getTime();
    if (Number.isNaN(this.#now)) throw new RangeError(`not a time: ${String(start)}`);
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Moves the clock on by `seconds`, which may be a fraction; a negative number moves it back. */
  advance(seconds: number): void {
    this.#moveTo(this.#now + Math.round(seconds * 1000));
  }

  /** Sets the clock to a moment. */
  set(moment: Date): void {
    this.#moveTo(moment.getTime());
  }

  /** Wakes when the clock is moved to the moment or past it; soon, if the moment is now. */
  after(seconds: number, wake: () => void): CancelTimer {
    const waiter = { at: this.#now + Math.max(0, Math.round(seconds * 1000)), wake };
    this.#waiters.add(waiter);
    if (waiter.at === this.#now) {
      queueMicrotask(() => {
        if (this.#waiters.delete(waiter)) wake();
      });
    }
    return () => void this.#waiters.delete(waiter);
  }

  /** How many wait to be woken: what has stopped leaves none. */
  get waiting(): number {
    return this.#waiters.size;
  }

  /** Whoever is woken finds the clock at the moment that it waited for, as if time had passed. */
  #moveTo(moment: number): void {
    for (let next = this.#nextUntil(moment); next; next = this.#nextUntil(moment)) {
      this.#waiters.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    this.#now = moment;
  }

  #nextUntil(moment: number): Waiter | undefined {
    let first: Waiter | undefined;
    for (const waiter of this.#waiters) {
      if (waiter.at <= moment && (!first || waiter.at < first.at)) first = waiter;
    }
    return first;
  }
}
