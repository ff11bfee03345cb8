export type { RateLimit, RateLimiter, RateLimits, Taken, Taker } from './rate-limits.ts';
