import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { isInstalled, startRedis, type TestRedis } from '@reelhouse/test-servers';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RedisCache, type RedisCacheOptions } from './index.ts';

describe.skipIf(!isInstalled('redis-server'))('with a Redis server', () => {
  const log = createLogger({ name: 'test', level: 'silent' });
  const film = { key: 'film:7', ttlSeconds: 60, tags: ['film:7', 'film-list'] };
  let server: TestRedis;
  let clock: ManualClock;
  let opened: RedisCache[];
  /** What the database holds. */
  let value: string;
  let loads: number;

  beforeEach(async () => {
    server = await startRedis();
    clock = new ManualClock('2026-03-01T10:00:00Z');
    opened = [];
    value = 'first';
    loads = 0;
  });
  afterEach(async () => {
    await Promise.all(opened.map((cache) => cache.close()));
    await server.dispose();
    expect(clock.waiting).toBe(0);
  });

  async function open(options: Partial<RedisCacheOptions> = {}): Promise<RedisCache> {
    const base = { url: server.url, namespace: 'test', clock, timers: clock, log, deadlineMs: 5000 };
    const cache = await RedisCache.open({ ...base, ...options });
    opened.push(cache);
    return cache;
  }

  const load = async (): Promise<string> => {
    loads += 1;
    return value;
  };

  /** Waits until the cache has found its Redis again: it is told so, and needs no clock. */
  async function back(cache: RedisCache): Promise<void> {
    const probe = { key: 'probe', ttlSeconds: 60, tags: [] };
    await expect
      .poll(
        async () => {
          const { hits } = cache.stats();
          await cache.read(probe, async () => 1);
          return cache.stats().hits > hits;
        },
        { timeout: 10_000, interval: 20 },
      )
      .toBe(true);
  }

  test('100 readers in two processes share one load', async () => {
    let follow: () => void = () => {};
    const following = new Promise<void>((resolve) => (follow = resolve));
    const readers: Promise<string>[] = [];
    const other = await open({
      onPoint(point) {
        if (point === 'following') follow();
      },
    });
    const cache = await open({
      async onPoint(point) {
        if (point !== 'missed') return;
        // The load does not end before the other process has seen it under way.
        for (let n = 0; n < 99; n += 1) readers.push((n % 2 ? other : cache).read(film, load));
        await following;
      },
    });
    expect(await cache.read(film, load)).toBe('first');
    expect(new Set(await Promise.all(readers))).toEqual(new Set(['first']));
    expect(loads).toBe(1);
  });

  test('who waits for a process that has died loads in the end', async () => {
    const other = await open();
    const cache = await open({ followMs: 200 });
    let rival: Promise<string> | undefined;
    const dying = await open({
      followMs: 200,
      onPoint: async () => {
        await dying.close();
        rival ??= cache.read(film, load);
        await rival;
      },
    });
    await dying.read(film, load);
    expect([await rival, await other.read(film, load), loads]).toEqual(['first', 'first', 2]);
  });

  test('a process does not keep what another has invalidated while it was loading', async () => {
    const other = await open();
    const cache = await open({
      async onPoint(point) {
        if (point !== 'loaded' || value !== 'first') return;
        value = 'second';
        await other.invalidate(['film-list']);
      },
    });
    expect(await cache.read(film, load)).toBe('first');
    expect([await other.read(film, load), await cache.read(film, load)]).toEqual(['second', 'second']);
    expect([cache.stats().notKept, other.stats().notKept]).toEqual([1, 0]);
  });

  test('who asks after an invalidation does not wait for a load that began before it', async () => {
    const other = await open();
    let seen: string | undefined;
    const cache = await open({
      async onPoint(point) {
        if (point !== 'loaded' || value !== 'first') return;
        value = 'second';
        await other.invalidate(['film:7']);
        seen = await other.read(film, load);
      },
    });
    await cache.read(film, load);
    expect(seen).toBe('second');
  });

  test('every key has a name without its contents, a version, and an end', async () => {
    const cache = await open({ namespace: 'reelhouse:film', version: 'v3' });
    await cache.read(film, load);
    const client = new Redis(server.url);
    const keys = await client.keys('*');
    const ttls = await Promise.all(keys.map((key) => client.pttl(key)));
    client.disconnect();
    expect(keys).toHaveLength(4); // the entry, two tags, and the tag of the namespace
    for (const key of keys) expect(key).toMatch(/^\{reelhouse:film\}:v3:\w{12}:(n|[et]:[\w-]{27})$/);
    for (const ttl of ttls) expect([ttl > 55_000, ttl <= 62_000]).toEqual([true, true]);
  });

  test('two namespaces, and two versions, do not meet', async () => {
    await (await open()).read(film, load);
    await (await open({ namespace: 'other' })).read(film, load);
    await (await open({ version: 'v2' })).read(film, load);
    expect(loads).toBe(3);
  });

  test('a tag that Redis has dropped ends its entries', async () => {
    const cache = await open();
    await cache.read(film, load);
    const client = new Redis(server.url);
    const [tag] = await client.keys('*:t:*');
    await client.del(tag!);
    client.disconnect();
    value = 'second';
    expect([await cache.read(film, load), await cache.read(film, load)]).toEqual(['second', 'second']);
  });

  test('without Redis everything is loaded; when it is back, empty, values are kept again', async () => {
    const cache = await open();
    await cache.read(film, load);
    await server.kill();
    value = 'second';
    expect(await cache.read(film, load)).toBe('second');
    const answers = await Promise.all(Array.from({ length: 100 }, () => cache.read(film, load)));
    expect([new Set(answers), loads]).toEqual([new Set(['second']), 3]);
    await server.start();
    await back(cache);
    expect([await cache.read(film, load), await cache.read(film, load), loads]).toEqual(['second', 'second', 4]);
  });

  test('a cache that is opened without Redis works, and finds it later', async () => {
    await server.kill();
    const cache = await open();
    expect([await cache.read(film, load), await cache.read(film, load), loads]).toEqual(['first', 'first', 2]);
    expect(await cache.invalidate(['film:7'])).toBe('deferred');
    await server.start();
    await back(cache);
    expect([await cache.read(film, load), await cache.read(film, load), loads]).toEqual(['first', 'first', 3]);
  });

  test('a Redis that does not answer costs the deadline a few times, and is then left alone', async () => {
    const cache = await open({ deadlineMs: 20 });
    await back(cache);
    server.suspend();
    for (let n = 0; n < 20; n += 1) await cache.read(film, load);
    expect(cache.stats().errors).toBe(3);
    clock.advance(1);
    await cache.read(film, load);
    await cache.read(film, load);
    expect([cache.stats().errors, loads]).toEqual([4, 22]);
    server.resume();
  });

  test('what was invalidated while Redis did not answer is not answered when it does again', async () => {
    const other = await open();
    const cache = await open({ deadlineMs: 20 });
    await other.read(film, load);
    server.suspend();
    value = 'second';
    expect(await cache.invalidate(['film:7'])).toBe('deferred');
    expect(await cache.read(film, load)).toBe('second');
    server.resume();
    // Nobody reads: the timer tells Redis.
    await expect
      .poll(
        async () => {
          clock.advance(1);
          return other.read(film, load);
        },
        { timeout: 10_000 },
      )
      .toBe('second');
    clock.advance(1);
    await back(cache);
    expect(await cache.read(film, load)).toBe('second');
  });

  /** Makes a cache give Redis up, which is there again right after. */
  async function giveUp(cache: RedisCache): Promise<void> {
    server.suspend();
    for (let n = 0; n < 3; n += 1) await cache.read({ key: `other ${n}`, ttlSeconds: 60, tags: [] }, async () => n);
    server.resume();
  }

  test('what was invalidated while Redis was not asked is never answered by this process', async () => {
    const other = await open();
    const cache = await open({ deadlineMs: 20 });
    await other.read(film, load);
    await giveUp(cache);
    value = 'second';
    expect(await cache.invalidate(['film:7'])).toBe('deferred');
    expect([await cache.read(film, load), await other.read(film, load)]).toEqual(['second', 'first']);
    clock.advance(1);
    expect([await cache.read(film, load), await other.read(film, load)]).toEqual(['second', 'second']);
  });

  test('what was invalidated while it was loaded and Redis was not asked is not kept', async () => {
    const other = await open();
    const cache = await open({
      deadlineMs: 20,
      // They stand still, so that keeping the value comes before telling Redis what is overdue.
      timers: new ManualClock('2026-03-01T10:00:00Z'),
      async onPoint(point) {
        if (point !== 'loaded' || value !== 'first') return;
        value = 'second';
        await giveUp(cache);
        expect(await cache.invalidate(['film:7'])).toBe('deferred');
        clock.advance(1);
      },
    });
    expect(await cache.read(film, load)).toBe('first');
    expect(await other.read(film, load)).toBe('second');
  });

  test('what a server has read back from its disk is not looked at', async () => {
    const cache = await open();
    await cache.read(film, load);
    const client = new Redis(server.url);
    const saved = await Promise.all(
      (await client.keys('*')).map(async (key) => [key, await client.dumpBuffer(key)] as const),
    );
    client.disconnect();
    value = 'second';
    await cache.invalidate(['film:7']);
    await server.kill();
    await server.start();
    // As from a snapshot that was written before the invalidation.
    const again = new Redis(server.url);
    for (const [key, content] of saved) await again.restore(key, 60_000, content);
    again.disconnect();
    await back(cache);
    expect(await cache.read(film, load)).toBe('second');
  });
});
