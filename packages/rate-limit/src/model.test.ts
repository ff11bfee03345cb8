import { once } from 'node:events';
import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { isInstalled, startRedis, type TestRedis } from '@reelhouse/test-servers';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRateLimiter, type RateLimit, type RateLimiter, type RateLimits } from './index.ts';

const log = createLogger({ name: 'test', level: 'silent' });

interface Step {
  readonly after: number;
  readonly address: string;
  readonly subject: string | undefined;
  readonly cost: number;
  readonly limits: RateLimits;
}

const limit = fc.record({ cost: fc.integer({ min: 1, max: 60 }), seconds: fc.constantFrom(5, 20) });
const limits = fc.record({
  address: fc.option(limit, { nil: undefined }),
  identity: fc.option(limit, { nil: undefined }),
});
const steps = (after: fc.Arbitrary<number>) =>
  limits.chain((held) =>
    fc.array(
      fc.record<Step>({
        after,
        address: fc.constantFrom('a', 'b'),
        subject: fc.constantFrom('x', 'y', undefined),
        cost: fc.integer({ min: 1, max: 70 }),
        // Now and then they are changed.
        limits: fc.oneof({ weight: 5, arbitrary: fc.constant(held) }, { weight: 1, arbitrary: limits }),
      }),
      { maxLength: 60 },
    ),
  );

/** What is to become of an attempt, kept as a list of everything that was ever taken. */
class Model {
  readonly #taken = new Map<string, { at: number; cost: number }[]>();

  take(
    { address, subject, cost, limits: { address: ofAddress, identity } }: Step,
    at: number,
  ): readonly [boolean, string] {
    const wanted: (readonly [string, RateLimit, string])[] = [];
    if (ofAddress) wanted.push(['address', ofAddress, `address ${address} ${ofAddress.seconds}`]);
    if (identity && subject) wanted.push(['identity', identity, `identity ${subject} ${identity.seconds}`]);
    const left = ([, may, key]: (typeof wanted)[number]) => Math.max(0, may.cost - this.#sum(key, may.seconds, at));
    const allowed = wanted.every((one) => cost <= left(one));
    if (wanted.every((one) => left(one) > 0)) {
      for (const [, , key] of wanted) this.#taken.get(key)?.push({ at, cost: allowed ? cost : 1 });
    }
    return [allowed, wanted.map((one) => `${one[0]} ${left(one)}`).join(', ')];
  }

  #sum(key: string, seconds: number, at: number): number {
    const all = this.#taken.get(key) ?? [];
    const [first] = all;
    const window = first && at < first.at + seconds ? all : [];
    this.#taken.set(key, window);
    return window.reduce((sum, { cost }) => sum + cost, 0);
  }
}

function leftIn(headers: Readonly<Record<string, string>>): string {
  return (headers['ratelimit'] ?? '').replaceAll(/"(\w+)";r=(\d+);t=\d+/g, '$1 $2');
}

async function checkAgainstModel(limiter: RateLimiter, clock: ManualClock, all: readonly Step[]): Promise<void> {
  const model = new Model();
  let at = 0;
  for (const step of all) {
    clock.advance(step.after);
    at += step.after;
    const { allowed, headers } = await limiter.take(step.limits, step, step.cost);
    expect([allowed, leftIn(headers)]).toEqual(model.take(step, at));
  }
  await limiter.close();
}

test('one process takes as the model does', async () => {
  await fc.assert(
    fc.asyncProperty(steps(fc.integer({ min: 0, max: 7 })), async (all) => {
      const clock = new ManualClock('2026-03-01T10:00:00Z');
      await checkAgainstModel(openRateLimiter({ keyPrefix: 'model', clock, timers: clock, log }), clock, all);
    }),
    { numRuns: 500 },
  );
});

// The time of Redis is that of the system: here none passes.
describe.skipIf(!isInstalled('redis-server'))('with a Redis server', () => {
  let server: TestRedis;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    await once(redis, 'ready');
  });
  afterAll(async () => {
    redis.disconnect();
    await server.dispose();
  });

  test('it is taken as by the model', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps(fc.constant(0)), async (all) => {
        const clock = new ManualClock('2026-03-01T10:00:00Z');
        run += 1;
        const keyPrefix = `run ${run}`;
        await checkAgainstModel(openRateLimiter({ redis, keyPrefix, clock, timers: clock, log }), clock, all);
      }),
    );
  });
});
