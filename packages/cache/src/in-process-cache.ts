import type { Clock } from '@reelhouse/clock';
import { LRUCache } from 'lru-cache';
import type { Cache, CacheEntry, CachePoint, CacheStats, Cached, Invalidation } from './cache.ts';
import { checkEntry } from './check-entry.ts';
import { Counters } from './counters.ts';
import { freeze } from './freeze.ts';
import { Flights, type LoadState } from './flights.ts';

/** What an in-process cache needs to know. */
export interface InProcessCacheOptions {
  readonly clock: Clock;
  /** How much is kept at most, in characters, with what entries cost beside their text; 64 million unless told. */
  readonly maxSize?: number;
  /** The largest value that is kept, in characters of JSON; 1 million unless told. */
  readonly maxValueSize?: number;
  readonly onPoint?: (point: CachePoint) => Promise<void> | void;
}

interface Kept {
  readonly value: unknown;
  readonly tags: readonly string[];
}

/** An entry costs memory beside its text, however small it is: about so much, in characters, and so for each tag. */
const overhead = 200;

function sizeOf(key: string, tags: readonly string[], text: number): number {
  return tags.reduce((sum, tag) => sum + overhead + tag.length, overhead + key.length + text);
}

/**
 * A cache in the memory of this process. What is invalidated elsewhere has to be told to each process that has one, by the
 * events that they all hear. What is least recently used goes first when it is full.
 */
export class InProcessCache implements Cache {
  readonly #options: Required<Omit<InProcessCacheOptions, 'onPoint'>> & Pick<InProcessCacheOptions, 'onPoint'>;
  readonly #kept: LRUCache<string, Kept>;
  readonly #byTag = new Map<string, Set<string>>();
  readonly #flights = new Flights();
  readonly #counters = new Counters();

  constructor(options: InProcessCacheOptions) {
    this.#options = { maxSize: 64_000_000, maxValueSize: 1_000_000, ...options };
    const { clock, maxSize } = this.#options;
    this.#kept = new LRUCache({
      maxSize,
      perf: { now: () => clock.now().getTime() },
      ttlResolution: 0,
      dispose: ({ tags }, key) => this.#forgetTags(key, tags),
    });
  }

  async read<Value>(entry: CacheEntry, load: () => Promise<Value>): Promise<Cached<Value>> {
    checkEntry(entry);
    const kept = this.#kept.get(entry.key);
    if (kept) {
      this.#counters.count('hits');
      return kept.value as Cached<Value>;
    }
    this.#counters.count('misses');
    return this.#flights.share(entry.key, entry.tags, (state) => this.#load(entry, load, state));
  }

  async invalidate(tags: readonly string[]): Promise<Invalidation> {
    this.#counters.count('invalidations');
    this.#flights.invalidate(tags);
    for (const tag of tags) {
      for (const key of this.#byTag.get(tag) ?? []) this.#kept.delete(key);
    }
    return 'applied';
  }

  async clear(): Promise<Invalidation> {
    this.#counters.count('invalidations');
    this.#flights.invalidate();
    this.#kept.clear();
    return 'applied';
  }

  isReachable(): boolean {
    return true;
  }

  stats(): CacheStats {
    return this.#counters.read();
  }

  async close(): Promise<void> {
    this.#kept.clear();
  }

  async #load<Value>(entry: CacheEntry, load: () => Promise<Value>, state: LoadState): Promise<Cached<Value>> {
    const { maxValueSize, onPoint } = this.#options;
    this.#counters.count('loads');
    await onPoint?.('missed');
    const text = JSON.stringify((await load()) ?? null);
    await onPoint?.('loaded');
    const value = freeze(JSON.parse(text)) as Cached<Value>;
    if (state.outdated || text.length > maxValueSize) this.#counters.count('notKept');
    else this.#keep(entry, value, text.length);
    return value;
  }

  #keep({ key, tags, ttlSeconds }: CacheEntry, value: unknown, size: number): void {
    this.#kept.set(key, { value, tags }, { ttl: ttlSeconds * 1000, size: sizeOf(key, tags, size) });
    if (!this.#kept.has(key)) return;
    for (const tag of tags) {
      const keys = this.#byTag.get(tag) ?? new Set();
      this.#byTag.set(tag, keys.add(key));
    }
  }

  #forgetTags(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.#byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#byTag.delete(tag);
    }
  }
}
