import { setTimeout as after } from 'node:timers/promises';

/** Wakes who waits for something to do. A ring while nobody waits is kept for the next who does. */
export class Alarm {
  #rung = false;
  #waiter: AbortController | undefined;

  ring(): void {
    this.#rung = true;
    this.#waiter?.abort();
  }

  /** Waits for a ring, for the signal, or for some milliseconds. Answers whether it rang. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#rung && !signal.aborted) {
      this.#waiter = new AbortController();
      await pause(milliseconds, AbortSignal.any([signal, this.#waiter.signal]));
      this.#waiter = undefined;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}

/** Waits for some milliseconds, or for the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // A longer timer would fire at once.
  await after(Math.min(milliseconds, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined);
}
