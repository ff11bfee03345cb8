/** What is read through the cache. */
export interface CacheEntry {
  /** What the value is of, with everything that it depends on: `film:7`, or a list's name, filter, sort and page. */
  readonly key: string;
  /** How long the value may be answered, in whole seconds, from 1. */
  readonly ttlSeconds: number;
  /** What the value is made from: an invalidation of any of these ends it. */
  readonly tags: readonly string[];
}

/** A value as JSON gives it back: a `Date` is a text, a field that is undefined is not there. Nobody may change it. */
export type Cached<Value> = Value extends string | number | boolean | null
  ? Value
  : Value extends Date
    ? string
    : Value extends undefined
      ? null
      : Value extends readonly (infer Element)[]
        ? readonly Cached<Element>[]
        : Value extends object
          ? {
              readonly [Name in keyof Value]: undefined extends Value[Name]
                ? Cached<Exclude<Value[Name], undefined>> | undefined
                : Cached<Value[Name]>;
            }
          : never;

/** How a cache has done since it was opened. */
export interface CacheStats {
  /** Reads that were answered from the cache. */
  readonly hits: number;
  /** Reads that were not, for whatever reason. */
  readonly misses: number;
  /** How often a value was loaded: fewer than misses, as reads at the same time share a load. */
  readonly loads: number;
  /** Values that were loaded and not kept: outdated by an invalidation meanwhile, or too large. */
  readonly notKept: number;
  /** Calls of `invalidate` and `clear`. */
  readonly invalidations: number;
  /** Operations of the store that failed or took too long. */
  readonly errors: number;
}

/** `deferred`: the store cannot be reached now. This process answers nothing from it before it has been told. */
export type Invalidation = 'applied' | 'deferred';

/**
 * Where a test may let a rival act: `missed` when a load is about to begin, `loaded` between a load and keeping its value,
 * `following` when another process loads and is waited for.
 */
export type CachePoint = 'missed' | 'loaded' | 'following';

/**
 * Keeps what was read. A cache makes reads faster and nothing else: whatever happens to it, a read is answered by the cache
 * or by `load`, and a value that was loaded before an invalidation is not answered to a read that begins after it.
 */
export interface Cache {
  /**
   * The value of an entry: the one that is kept, or else the one that `load` gives. Many who read at the same time share
   * one load.
   *
   * @param load reads the value, at most once. What it throws is thrown here, and nothing is kept.
   */
  read<Value>(entry: CacheEntry, load: () => Promise<Value>): Promise<Cached<Value>>;
  /** Ends every entry that has one of these tags. To be called after the change has been committed. Does not throw. */
  invalidate(tags: readonly string[]): Promise<Invalidation>;
  /** Ends every entry. Does not throw. */
  clear(): Promise<Invalidation>;
  stats(): CacheStats;
  /** Whether there is a connection to the store now. Without one everything is loaded. */
  isReachable(): boolean;
  close(): Promise<void>;
}
