import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { systemTimers, type CancelTimer, type Timers } from '@reelhouse/clock';
import type { Redis } from 'ioredis';
import type { Cache, CacheEntry, CachePoint, CacheStats, Cached, Invalidation } from './cache.ts';
import { checkEntry } from './check-entry.ts';
import { Counters } from './counters.ts';
import { Flights, type LoadState } from './flights.ts';
import { OverdueTags } from './overdue-tags.ts';
import { RedisKeys } from './redis-keys.ts';
import { RedisLink, type RedisLinkOptions } from './redis-link.ts';
import { RedisScript } from './redis-script.ts';
import { keep, lookUp } from './redis-scripts.ts';

/** What a cache in Redis needs to know. */
export interface RedisCacheOptions extends RedisLinkOptions {
  /** Who shares the entries: all processes of one domain on one database, such as `reelhouse:film`. */
  readonly namespace: string;
  /** Changes when the values of a key change their shape, so that two releases side by side do not meet; `v1` unless told. */
  readonly version?: string;
  readonly timers?: Timers;
  /** The largest value that is kept, in characters of JSON; 1 million unless told. */
  readonly maxValueSize?: number;
  /** How long one process waits for the load of another, in milliseconds; 2000 unless told. */
  readonly followMs?: number;
  readonly onPoint?: (point: CachePoint) => Promise<void> | void;
}

type Found =
  | { readonly is: 'hit'; readonly text: string }
  | { readonly is: 'lead' | 'follow'; readonly generations: string; readonly keys: readonly string[] };

const lookUpScript = new RedisScript(lookUp);
const keepScript = new RedisScript(keep);

/** How long a process that waits for another's load sleeps before it looks again, in milliseconds. */
const followPause = 10;

/** How long after a failure overdue invalidations are tried again, in seconds. */
const overdueRetry = 1;

/**
 * A cache in Redis, shared by many processes.
 *
 * Redis is never needed: an operation that takes longer than its deadline is given up, after three failures in a row Redis
 * is not asked for a second, and all that time reads load for themselves (still shared within the process).
 *
 * What could not be invalidated because Redis was not to be reached is remembered, and this process answers nothing from
 * Redis until it has told it. Other processes that still reach Redis may answer the old value until then, but not longer
 * than its TTL; where invalidations come as events to every process, until any of them has applied it.
 */
export class RedisCache implements Cache {
  readonly #options: RedisCacheOptions;
  readonly #link: RedisLink;
  readonly #token = randomUUID();
  readonly #flights = new Flights();
  readonly #counters = new Counters();
  readonly #overdue = new OverdueTags();
  #settling: Promise<boolean> | undefined;
  #cancelRetry: CancelTimer = () => {};
  #closed = false;

  private constructor(link: RedisLink, options: RedisCacheOptions) {
    this.#link = link;
    this.#options = options;
    link.onReady(() => void this.#settle());
  }

  /** Opens the cache. A Redis that is not there is waited for a second; the cache then begins without it. */
  static async open(options: RedisCacheOptions): Promise<RedisCache> {
    return new RedisCache(await RedisLink.open(options), options);
  }

  async read<Value>(entry: CacheEntry, load: () => Promise<Value>): Promise<Cached<Value>> {
    checkEntry(entry);
    const found = (await this.#settle()) ? await this.#lookUp(entry) : undefined;
    this.#counters.count(found?.is === 'hit' ? 'hits' : 'misses');
    if (found?.is === 'hit') return JSON.parse(found.text) as Cached<Value>;
    // Who has seen other generations must not join: there was an invalidation in between.
    const flight = found ? `${entry.key}\n${found.generations}` : entry.key;
    return this.#flights.share(flight, entry.tags, async (state) => {
      const text = await this.#follow(entry, found, () => this.#loadText(load), state);
      return JSON.parse(text) as Cached<Value>;
    });
  }

  async invalidate(tags: readonly string[]): Promise<Invalidation> {
    this.#counters.count('invalidations');
    return this.#invalidate(tags);
  }

  async clear(): Promise<Invalidation> {
    this.#counters.count('invalidations');
    return this.#invalidate(undefined);
  }

  isReachable(): boolean {
    return this.#link.server !== undefined;
  }

  stats(): CacheStats {
    return this.#counters.read();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelRetry();
    this.#link.close();
  }

  async #lookUp(entry: CacheEntry): Promise<Found | undefined> {
    const { followMs = 2000 } = this.#options;
    const tagMs = entry.ttlSeconds * 1000 + followMs;
    return this.#ask(async (redis, keys): Promise<Found> => {
      const names = keys.ofEntry(entry);
      const answer = await lookUpScript.run(redis, names, [randomUUID(), tagMs, this.#token, followMs]);
      const [is, text] = answer as ['hit' | 'lead' | 'follow', string];
      return is === 'hit' ? { is, text } : { is, generations: text, keys: names };
    });
  }

  /** Waits while another process loads; then takes its value, or loads. */
  async #follow(
    entry: CacheEntry,
    seen: Found | undefined,
    load: () => Promise<string>,
    state: LoadState,
  ): Promise<string> {
    const { followMs = 2000, onPoint } = this.#options;
    const deadline = performance.now() + followMs;
    let found = seen;
    if (found?.is === 'follow') await onPoint?.('following');
    while (found?.is === 'follow' && performance.now() < deadline) {
      await after(followPause);
      found = await this.#lookUp(entry);
    }
    if (found?.is === 'hit') return found.text;
    if (!found) return load();
    return this.#loadAndKeep(entry, found, load, state);
  }

  async #loadAndKeep(
    { ttlSeconds }: CacheEntry,
    { generations, keys }: Exclude<Found, { is: 'hit' }>,
    load: () => Promise<string>,
    state: LoadState,
  ): Promise<string> {
    const { maxValueSize = 1_000_000 } = this.#options;
    let text: string | undefined;
    try {
      text = await load();
      return text;
    } finally {
      const fits = text !== undefined && text.length <= maxValueSize && !state.outdated;
      const args = [generations, this.#token, ttlSeconds * 1000, ...(fits && text !== undefined ? [text] : [])];
      const kept = await this.#ask((redis) => keepScript.run(redis, keys, args));
      if (text !== undefined && kept !== 1) this.#counters.count('notKept');
    }
  }

  async #loadText(load: () => Promise<unknown>): Promise<string> {
    const { onPoint } = this.#options;
    this.#counters.count('loads');
    await onPoint?.('missed');
    const text = JSON.stringify((await load()) ?? null);
    await onPoint?.('loaded');
    return text;
  }

  /** @param tags `undefined` for everything. */
  async #invalidate(tags: readonly string[] | undefined): Promise<Invalidation> {
    this.#flights.invalidate(tags);
    if (tags?.length === 0 || (await this.#tell(tags))) return 'applied';
    this.#overdue.add(tags);
    this.#retryLater();
    return 'deferred';
  }

  async #tell(tags: readonly string[] | undefined): Promise<boolean> {
    const ended = await this.#ask((redis, keys) =>
      redis.unlink(...(tags ? tags.map((tag) => keys.tag(tag)) : [keys.everything])),
    );
    return ended !== undefined;
  }

  /** Tells Redis what is overdue. False if that is not possible yet: nothing may be answered from Redis then. */
  async #settle(): Promise<boolean> {
    if (this.#overdue.isEmpty) return true;
    this.#settling ??= this.#settleOverdue().finally(() => (this.#settling = undefined));
    return this.#settling;
  }

  async #settleOverdue(): Promise<boolean> {
    const tags = this.#overdue.read();
    if (await this.#tell(tags)) this.#overdue.settle(tags);
    else this.#retryLater();
    return this.#overdue.isEmpty;
  }

  #retryLater(): void {
    const { timers = systemTimers } = this.#options;
    this.#cancelRetry();
    if (!this.#closed) this.#cancelRetry = timers.after(overdueRetry, () => void this.#settle());
  }

  async #ask<Result>(operation: (redis: Redis, keys: RedisKeys) => Promise<Result>): Promise<Result | undefined> {
    const { namespace, version = 'v1' } = this.#options;
    return this.#link.ask(
      (redis, server) => operation(redis, new RedisKeys(namespace, version, server)),
      () => this.#counters.count('errors'),
    );
  }
}
