import type { CancelTimer, Timers } from '@reelhouse/clock';

/** Calls all who want it again and again, with one timer for all of them; none while there are none. */
export class Heartbeat {
  readonly #timers: Timers;
  readonly #seconds: number;
  readonly #beats = new Set<() => void>();
  #cancel: CancelTimer | undefined;

  /** @param seconds between two beats; the first comes to each within that time. */
  constructor(timers: Timers, seconds: number) {
    this.#timers = timers;
    this.#seconds = seconds;
  }

  /** @returns what ends it. */
  start(beat: () => void): () => void {
    this.#beats.add(beat);
    this.#cancel ??= this.#timers.after(this.#seconds, () => this.#beat());
    return () => {
      this.#beats.delete(beat);
      if (this.#beats.size > 0) return;
      this.#cancel?.();
      this.#cancel = undefined;
    };
  }

  #beat(): void {
    this.#cancel = this.#timers.after(this.#seconds, () => this.#beat());
    for (const beat of [...this.#beats]) beat();
  }
}
