export type { Cache, CacheEntry, CachePoint, CacheStats, Cached, Invalidation } from './cache.ts';
export { InProcessCache } from './in-process-cache.ts';
export type { InProcessCacheOptions } from './in-process-cache.ts';
export { openCache } from './open-cache.ts';
export type { CacheOptions } from './open-cache.ts';
export { RedisCache } from './redis-cache.ts';
export type { RedisCacheOptions } from './redis-cache.ts';
