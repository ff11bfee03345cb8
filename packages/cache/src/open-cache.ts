import type { Cache } from './cache.ts';
import { InProcessCache } from './in-process-cache.ts';
import { RedisCache, type RedisCacheOptions } from './redis-cache.ts';

/** As for `RedisCache`, where the URL may be missing. */
export type CacheOptions = Omit<RedisCacheOptions, 'url'> & {
  /** `REDIS_URL`; without it the cache is in this process. */
  readonly redisUrl?: string;
};

/** Opens the cache that the settings ask for. */
export async function openCache({ redisUrl, ...options }: CacheOptions): Promise<Cache> {
  return redisUrl === undefined ? new InProcessCache(options) : RedisCache.open({ ...options, url: redisUrl });
}
