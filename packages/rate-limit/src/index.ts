export { openRateLimiter } from './open-rate-limiter.ts';
export type { RateLimiterOptions } from './open-rate-limiter.ts';
export type { RateLimit, RateLimiter, RateLimits, Taken, Taker } from './rate-limits.ts';
