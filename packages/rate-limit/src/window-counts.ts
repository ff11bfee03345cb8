/** What somebody has taken, until it is forgotten. */
export interface CountedWindow {
  readonly taken: number;
  /** In milliseconds since 1970. */
  readonly endsAt: number;
}

/**
 * What everybody has taken in windows of one length, which begin with the first that somebody takes. It holds a bounded number of
 * them: where more come, those are forgotten who have taken nothing for longest.
 */
export class WindowCounts {
  readonly #lengthMs: number;
  readonly #half: number;
  #recent = new Map<string, CountedWindow>();
  /** Those that took nothing since there were half as many as there may be. */
  #before = new Map<string, CountedWindow>();

  /**
   * @param seconds the length of a window.
   * @param most of how many it is known at a time.
   */
  constructor(seconds: number, most: number) {
    this.#lengthMs = seconds * 1000;
    this.#half = Math.max(1, Math.floor(most / 2));
  }

  /** Of how many it is known. */
  get size(): number {
    return this.#recent.size + this.#before.size;
  }

  /** @param now in milliseconds since 1970. */
  read(key: string, now: number): CountedWindow {
    const window = this.#recent.get(key) ?? this.#before.get(key);
    // One that seems to end later than it can is of before the clock was put back.
    if (window && window.endsAt > now && window.endsAt <= now + this.#lengthMs) return window;
    return { taken: 0, endsAt: now + this.#lengthMs };
  }

  write(key: string, window: CountedWindow): void {
    if (this.#recent.size >= this.#half && !this.#recent.has(key)) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, window);
    if (this.#before.size > 0) this.#before.delete(key);
  }
}
