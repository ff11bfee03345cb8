import { systemTimers, type CancelTimer, type Timers } from '@reelhouse/clock';

/** How long one waits for the others, in seconds. Only who shares a load with another request makes anybody wait so long. */
const patience = 0.02;

/**
 * Lets those through together that have to read for themselves, once each of the others knows that it has not to: so that
 * what is missing of a batch is read with one statement, though each entry is looked up in the cache by itself.
 */
export class Gate {
  readonly #timers: Timers;
  readonly #opened: Promise<void>;
  #open: () => void = () => {};
  #undecided: number;
  #cancel: CancelTimer | undefined;

  /** @param expected how many come: each passes once, or stays away. */
  constructor(expected: number, timers: Timers = systemTimers) {
    this.#timers = timers;
    this.#undecided = expected;
    this.#opened = new Promise((resolve) => (this.#open = resolve));
  }

  /** Resolves when everybody has decided, or nobody may be waited for any longer. */
  async pass(): Promise<void> {
    this.stayAway();
    // Two requests that share each other's loads would wait for each other for ever.
    if (this.#undecided > 0) this.#cancel ??= this.#timers.after(patience, this.#open);
    await this.#opened;
  }

  /** One does not come, or has come already. */
  stayAway(): void {
    this.#undecided -= 1;
    if (this.#undecided > 0) return;
    this.#cancel?.();
    this.#open();
  }
}
