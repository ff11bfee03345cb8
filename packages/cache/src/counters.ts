import type { CacheStats } from './cache.ts';

type Counter = keyof CacheStats;

/** Counts what a cache does. */
export class Counters {
  readonly #counts = { hits: 0, misses: 0, loads: 0, notKept: 0, invalidations: 0, errors: 0 };

  count(counter: Counter): void {
    this.#counts[counter] += 1;
  }

  read(): CacheStats {
    return { ...this.#counts };
  }
}
