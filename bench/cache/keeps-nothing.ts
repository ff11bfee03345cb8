import type { Cache, CacheEntry, Cached, CacheStats, Invalidation } from '@reelhouse/cache';

/** No cache: every read is a load, and nobody shares one. What is measured beside it is what a cache is good for. */
export class KeepsNothing implements Cache {
  #reads = 0;

  async read<Value>(_entry: CacheEntry, load: () => Promise<Value>): Promise<Cached<Value>> {
    this.#reads += 1;
    // What a cache turns into JSON and back is for who reads it to take either way.
    return (await load()) as Cached<Value>;
  }

  invalidate(): Promise<Invalidation> {
    return Promise.resolve('applied');
  }

  clear(): Promise<Invalidation> {
    return Promise.resolve('applied');
  }

  stats(): CacheStats {
    return { hits: 0, misses: this.#reads, loads: this.#reads, notKept: 0, invalidations: 0, errors: 0 };
  }

  isReachable(): boolean {
    return true;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
