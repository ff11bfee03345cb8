import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { isInstalled, startRedis, type TestRedis } from '@reelhouse/test-servers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openCache, type Cache, type CacheOptions } from './index.ts';

const log = createLogger({ name: 'test', level: 'silent' });
let clock: ManualClock;
let opened: Cache[];
let loads: number;

beforeEach(() => {
  clock = new ManualClock('2026-03-01T10:00:00Z');
  opened = [];
  loads = 0;
});
afterEach(async () => {
  await Promise.all(opened.map((cache) => cache.clear()));
  await Promise.all(opened.map((cache) => cache.close()));
});

/** Loads a number that tells which load it was. */
const count = async (): Promise<number> => ++loads;
const film = { key: 'film:7', ttlSeconds: 60, tags: ['film:7'] };

// What every cache does, whatever it keeps its values in.
function testCache(redisUrlNow: () => string | undefined): void {
  async function open(options: Partial<CacheOptions> = {}): Promise<Cache> {
    const redisUrl = redisUrlNow();
    // Far more than it takes, so that a busy machine does not look like a slow Redis.
    const patient = { deadlineMs: 5000, namespace: 'test', clock, log };
    const cache = await openCache({ ...patient, ...(redisUrl !== undefined && { redisUrl }), ...options });
    opened.push(cache);
    return cache;
  }

  test('loads once, and then answers what was loaded', async () => {
    const cache = await open();
    expect([await cache.read(film, count), await cache.read(film, count)]).toEqual([1, 1]);
    expect(await cache.read({ ...film, key: 'film:8' }, count)).toBe(2);
    expect(cache.stats()).toEqual({ hits: 1, misses: 2, loads: 2, notKept: 0, invalidations: 0, errors: 0 });
  });

  test('answers a value as JSON gives it back, the first time too', async () => {
    const cache = await open();
    const load = async () => ({ at: new Date(0), title: 'é\u2028📀', none: undefined, list: [1.5, null, ''] });
    const expected = { at: '1970-01-01T00:00:00.000Z', title: 'é\u2028📀', list: [1.5, null, ''] };
    for (let time = 0; time < 2; time += 1) expect(await cache.read(film, load)).toStrictEqual(expected);
    expect(await cache.read({ ...film, key: 'none' }, async () => undefined)).toBeNull();
    expect(await cache.read({ ...film, key: 'none' }, count)).toBeNull();
  });

  test('ends what has one of the tags that are invalidated, and nothing else', async () => {
    const cache = await open();
    const list = { key: 'films?first=20', ttlSeconds: 300, tags: ['film-list', 'film:7'] };
    const other = { key: 'film:8', ttlSeconds: 300, tags: ['film:8'] };
    for (const entry of [film, list, other]) await cache.read(entry, count);
    expect(await cache.invalidate(['film-list', 'film:9'])).toBe('applied');
    expect([await cache.read(film, count), await cache.read(list, count)]).toEqual([1, 4]);
    await cache.invalidate(['film:7']);
    expect([await cache.read(film, count), await cache.read(list, count)]).toEqual([5, 6]);
    expect(await cache.read(other, count)).toBe(3);
    expect(await cache.invalidate([])).toBe('applied');
    await cache.clear();
    expect(await cache.read(other, count)).toBe(7);
    expect(cache.stats().invalidations).toBe(4);
  });

  test('100 readers at the same time share one load', async () => {
    const cache = await open();
    const answers = await Promise.all(Array.from({ length: 100 }, () => cache.read(film, count)));
    expect([new Set(answers), loads]).toEqual([new Set([1]), 1]);
  });

  test('an entry without tags is kept too', async () => {
    const cache = await open();
    const entry = { key: 'languages', ttlSeconds: 60, tags: [] };
    expect([await cache.read(entry, count), await cache.read(entry, count)]).toEqual([1, 1]);
  });

  test('what a load throws is thrown to all who share it, and the next one loads again', async () => {
    const cache = await open();
    const fail = async (): Promise<number> => {
      loads += 1;
      throw new Error('no database');
    };
    const attempts = await Promise.allSettled([cache.read(film, fail), cache.read(film, fail)]);
    expect(attempts.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(loads).toBe(1);
    expect(await cache.read(film, count)).toBe(2);
  });

  test('a value that was loaded before an invalidation is not kept after it', async () => {
    let value = 'old';
    const cache = await open({
      async onPoint(point) {
        if (point !== 'loaded' || value !== 'old') return;
        value = 'new';
        await cache.invalidate(['film:7']);
        // Who asks now must not share the load that has begun before.
        expect(await cache.read(film, async () => value)).toBe('new');
      },
    });
    expect(await cache.read(film, async () => value)).toBe('old');
    expect(await cache.read(film, async () => 'newer')).toBe('new');
    expect(cache.stats()).toMatchObject({ hits: 1, misses: 2, loads: 2, notKept: 1 });
  });

  test('everything that is invalidated while it is loaded is not kept either', async () => {
    const cache = await open({
      async onPoint(point) {
        if (point === 'loaded') await cache.clear();
      },
    });
    expect([await cache.read(film, count), await cache.read(film, count)]).toEqual([1, 2]);
  });

  test('a value that is too large is answered and not kept', async () => {
    const cache = await open({ maxValueSize: 10 });
    const large = async () => 'x'.repeat(20 + (await count()));
    expect([(await cache.read(film, large)).length, (await cache.read(film, large)).length]).toEqual([21, 22]);
    expect(cache.stats()).toMatchObject({ hits: 0, loads: 2, notKept: 2 });
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity])('a TTL of %d is refused', async (ttlSeconds) => {
    const cache = await open();
    await expect(cache.read({ ...film, ttlSeconds }, count)).rejects.toThrow(
      'ttlSeconds must be a whole number from 1',
    );
  });
}

describe('a cache in this process', () => {
  testCache(() => undefined);
});

describe.skipIf(!isInstalled('redis-server'))('a cache in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await startRedis()));
  afterAll(() => redis.dispose());
  testCache(() => redis.url);
});
