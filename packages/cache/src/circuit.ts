import type { Clock } from '@reelhouse/clock';

/** How many failures in a row open the circuit. */
const tolerated = 3;

/**
 * Stops asking a store that does not answer: after three failures in a row nobody asks for a while, then one may try, and
 * the others follow if that succeeds.
 */
export class Circuit {
  readonly #clock: Clock;
  readonly #pauseMs: number;
  #failures = 0;
  #openUntil = 0;

  /** @param pauseMs how long nobody asks, in milliseconds. */
  constructor(clock: Clock, pauseMs: number) {
    this.#clock = clock;
    this.#pauseMs = pauseMs;
  }

  /** Whether the store may be asked. Of an open circuit whose pause is over, this lets one caller through. */
  mayAsk(): boolean {
    if (this.#failures < tolerated) return true;
    const now = this.#clock.now().getTime();
    if (now < this.#openUntil) return false;
    this.#openUntil = now + this.#pauseMs;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= tolerated) this.#openUntil = this.#clock.now().getTime() + this.#pauseMs;
  }
}
