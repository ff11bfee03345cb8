import { systemClock, systemTimers } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { openRateLimiter, type RateLimiter, type RateLimiterOptions } from '@reelhouse/rate-limit';
import { afterAll } from 'vitest';

/** Opens what counts for a house; when the file is done it is closed. */
export function limiterOf(options: Partial<RateLimiterOptions> = {}): RateLimiter {
  const log = createLogger({ name: 'test', level: 'silent' });
  const limiter = openRateLimiter({ clock: systemClock, timers: systemTimers, log, keyPrefix: 'test', ...options });
  afterAll(() => limiter.close());
  return limiter;
}
