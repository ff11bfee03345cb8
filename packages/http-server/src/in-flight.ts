import type { Timers } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import type { HttpLimits } from './http-limits.ts';

/** How often it is said that operations are refused, in seconds. */
const saidEvery = 1;

/** How many operations there are. */
export interface OperationCounts {
  /** Those under way now. */
  readonly inFlight: number;
  /** Those that were refused since the start because as many were under way as may be. */
  readonly refused: number;
}

/** Counts the operations under way, over all transports together. */
export class InFlight {
  readonly #limits: () => HttpLimits;
  readonly #timers: Timers;
  readonly #log: Logger;
  #count = 0;
  #refused = 0;
  #unsaid = 0;
  #isSaying = false;

  constructor(limits: () => HttpLimits, timers: Timers, log: Logger) {
    this.#limits = limits;
    this.#timers = timers;
    this.#log = log;
  }

  get counts(): OperationCounts {
    return { inFlight: this.#count, refused: this.#refused };
  }

  /** Whether there are as many as there may be. */
  get isFull(): boolean {
    return this.#count >= (this.#limits().maxInFlight ?? Infinity);
  }

  /** @returns whether there was room for one more. */
  enter(): boolean {
    if (this.isFull) return false;
    this.#count++;
    return true;
  }

  /** To be called once for each that has entered. */
  leave(): void {
    this.#count--;
  }

  /** To be called for each operation that is refused: it is counted, and said of all of a second together. */
  refuse(): void {
    this.#refused++;
    this.#unsaid++;
    if (!this.#isSaying) this.#say();
  }

  #say(): void {
    this.#isSaying = this.#unsaid > 0;
    if (!this.#isSaying) return;
    const { maxInFlight } = this.#limits();
    this.#log.warn(
      { refused: this.#unsaid, inFlight: this.#count, maxInFlight },
      'operations are refused: too many at a time',
    );
    this.#unsaid = 0;
    this.#timers.after(saidEvery, () => this.#say());
  }
}

/** An operation's place among those under way. */
export class Place {
  readonly #inFlight: InFlight;
  #state: 'none' | 'taken' | 'left' = 'none';

  constructor(inFlight: InFlight) {
    this.#inFlight = inFlight;
  }

  /** @returns whether there is one. */
  take(): boolean {
    if (this.#state !== 'none' || !this.#inFlight.enter()) return false;
    this.#state = 'taken';
    return true;
  }

  /** To be called when the operation is answered, whether it had a place or not; it gets none after that. */
  leave(): void {
    if (this.#state === 'taken') this.#inFlight.leave();
    this.#state = 'left';
  }
}
