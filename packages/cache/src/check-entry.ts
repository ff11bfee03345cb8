import type { CacheEntry } from './cache.ts';

/** @throws {RangeError} for an entry that would never end, or not be kept at all: a fault of the program. */
export function checkEntry({ key, ttlSeconds }: CacheEntry): void {
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1) {
    throw new RangeError(`cache entry ${key}: ttlSeconds must be a whole number from 1, not ${ttlSeconds}`);
  }
}
