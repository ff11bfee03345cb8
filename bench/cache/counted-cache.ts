import type { Cache, CacheEntry, Cached, CacheStats, Invalidation } from '@reelhouse/cache';

/** How often something was read, and how often it had to be loaded. */
export interface ReadCounts {
  readonly reads: number;
  readonly loads: number;
}

/** What a cache says of itself, and what was read of it: a page of a list is one entry, and each film on it is another. */
export interface CountedReads {
  readonly stats: CacheStats;
  readonly pages: ReadCounts;
  readonly films: ReadCounts;
}

/** Counts pages and films apart, which the cache itself does not know to be different: there are twenty films on a page. */
export class CountedCache implements Cache {
  readonly #cache: Cache;
  readonly #counts = { pages: { reads: 0, loads: 0 }, films: { reads: 0, loads: 0 } };

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  read<Value>(entry: CacheEntry, load: () => Promise<Value>): Promise<Cached<Value>> {
    const counts = this.#counts[entry.key.startsWith('films:') ? 'pages' : 'films'];
    counts.reads += 1;
    return this.#cache.read(entry, () => {
      counts.loads += 1;
      return load();
    });
  }

  counted(): CountedReads {
    return { stats: this.#cache.stats(), pages: { ...this.#counts.pages }, films: { ...this.#counts.films } };
  }

  invalidate(tags: readonly string[]): Promise<Invalidation> {
    return this.#cache.invalidate(tags);
  }

  clear(): Promise<Invalidation> {
    return this.#cache.clear();
  }

  stats(): CacheStats {
    return this.#cache.stats();
  }

  isReachable(): boolean {
    return this.#cache.isReachable();
  }

  close(): Promise<void> {
    return this.#cache.close();
  }
}
