import type { Clock } from './clock.ts';

/** A clock that stands still until it is told to move: for tests, and for filling in data as of a given day. */
export class ManualClock implements Clock {
  #now: number;

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
    this.#now += Math.round(seconds * 1000);
  }

  /** Sets the clock to a moment. */
  set(moment: Date): void {
    this.#now = moment.getTime();
  }
}
