import { execFileSync } from 'node:child_process';
import { ManualClock, systemTimers } from '@reelhouse/clock';
import { isInstalled, startProxy, startRedis, type TestRedis } from '@reelhouse/test-servers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { awaitedLog, type AwaitedLog } from './awaited-log.fixture.ts';
import { openRateLimiter, type RateLimiter, type RateLimiterOptions, type RateLimits, type Taker } from './index.ts';

const there = 'Redis is there: what is asked for is counted by all gateways together';
const away = 'Redis cannot be asked: this process counts for itself what is asked for';
const limits: RateLimits = { address: { cost: 100, seconds: 60 } };
const taker: Taker = { address: '203.0.113.7', subject: undefined };

describe.skipIf(!isInstalled('redis-server'))('a Redis that fails', () => {
  let server: TestRedis;
  let clock: ManualClock;
  let written: AwaitedLog;
  let opened: RateLimiter[];
  beforeEach(async () => {
    server = await startRedis();
    clock = new ManualClock('2026-03-01T10:00:00Z');
    written = awaitedLog();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((limiter) => limiter.close()));
    await server.dispose();
    expect(clock.waiting).toBe(0);
  });

  function open(options: Partial<RateLimiterOptions> = {}): RateLimiter {
    const base = { redis: server.url, keyPrefix: 'test', clock, timers: clock, log: written.log };
    const limiter = openRateLimiter({ ...base, ...options });
    opened.push(limiter);
    return limiter;
  }

  const left = async (limiter: RateLimiter, cost: number): Promise<string | undefined> =>
    /r=(\d+)/.exec((await limiter.take(limits, taker, cost)).headers['ratelimit'] ?? '')?.[1];

  test('that is not there at the start costs nothing, and is used once it is there', async () => {
    await server.kill();
    const limiter = open();
    expect(limiter.take(limits, taker, 10)).toMatchObject({ allowed: true });
    expect(await written.next()).toBe(away);
    expect(limiter.take(limits, taker, 10)).toMatchObject({ allowed: true });
    await server.start();
    expect(await written.next()).toBe(there);
    // Redis knows nothing of what was counted here.
    expect(await left(limiter, 10)).toBe('90');
    expect(written.told).toEqual([away, there]);
  });

  test('that dies leaves what is known, and comes back empty', async () => {
    const limiter = open();
    expect(await written.next()).toBe(there);
    expect(await left(limiter, 60)).toBe('40');
    await server.kill();
    expect(await written.next()).toBe(away);
    expect(await left(limiter, 10)).toBe('30');
    expect(limiter.take(limits, taker, 31)).toMatchObject({ allowed: false });
    await server.start();
    expect(await written.next()).toBe(there);
    expect(await left(limiter, 10)).toBe('90');
  });

  test('what was asked when it dies is answered', async () => {
    const limiter = open();
    await written.next();
    server.suspend();
    const asked = limiter.take(limits, taker, 10);
    await server.kill();
    expect(await asked).toMatchObject({ allowed: true, headers: { ratelimit: '"address";r=90;t=60' } });
  });

  test('that hangs costs its deadline three times, then once in a pause, and is used when it goes on', async () => {
    const limiter = open();
    await written.next();
    server.suspend();
    for (const expected of ['90', '80', '70']) {
      // Those that are asked together fail together.
      const asked = [left(limiter, 5), left(limiter, 5)];
      clock.advance(0.049);
      expect(clock.waiting).toBe(2);
      clock.advance(0.001);
      expect((await Promise.all(asked)).at(-1)).toBe(expected);
    }
    expect(await written.next()).toBe(away);
    expect(limiter.take(limits, taker, 10)).toMatchObject({ headers: { ratelimit: '"address";r=60;t=60' } });
    clock.advance(1);
    const tries = limiter.take(limits, taker, 10);
    expect(tries).toBeInstanceOf(Promise);
    expect(limiter.take(limits, taker, 10)).toMatchObject({ allowed: true });
    clock.advance(0.05);
    expect(await tries).toMatchObject({ allowed: true });
    server.resume();
    clock.advance(1);
    await limiter.take(limits, taker, 10);
    expect(await written.next()).toBe(there);
    expect(limiter.take(limits, taker, 10)).toBeInstanceOf(Promise);
    expect(written.told).toEqual([there, away, there]);
  });

  test('a pause of this process alone is no reason to give Redis up', async () => {
    const limiter = open();
    await written.next();
    server.suspend();
    const asked = Array.from({ length: 50 }, () => left(limiter, 1));
    clock.advance(0.05);
    await Promise.all(asked);
    server.resume();
    expect(limiter.take(limits, { ...taker, address: '203.0.113.8' }, 1)).toBeInstanceOf(Promise);
    expect(written.told).toEqual([there]);
  });

  test('that has answered in time is heard, however busy this process was', async () => {
    const limiter = open({ timers: systemTimers, deadlineMs: 1 });
    const key = 'test:address:60:203.0.113.7';
    const ask = (...question: string[]): string =>
      execFileSync('redis-cli', ['-u', server.url, ...question], { encoding: 'utf8' }).trim();
    ask('set', key, '50', 'EX', '60');
    expect(await written.next()).toBe(there);
    const asked = limiter.take(limits, taker, 10);
    // It takes longer than the deadline, and this process does nothing else meanwhile.
    while (ask('get', key) !== '60');
    expect(await asked).toMatchObject({ headers: { ratelimit: expect.stringMatching(/^"address";r=40;/) as string } });
  });

  test('that answers nothing but errors is as one that is away', async () => {
    await server.dispose();
    server = await startRedis('--requirepass', 'secret');
    const limiter = open();
    expect(await written.next()).toBe(away);
    expect([await left(limiter, 10), await left(limiter, 10)]).toEqual(['90', '80']);
    expect(written.told).toEqual([away]);
  });

  test('a connection that is cut under load costs nobody an answer, and bounds what is let through', async () => {
    const proxy = await startProxy(server.url);
    const both = [0, 1].map(() => open({ redis: proxy.url, log: awaitedLog().log }));
    open({ redis: proxy.url });
    expect(await written.next()).toBe(there);
    let allowed = 0;
    async function press(limiter: RateLimiter): Promise<void> {
      for (let n = 0; n < 200; n += 1) {
        if ((await limiter.take(limits, taker, 1)).allowed) allowed += 1;
        if (n === 20) proxy.cut();
      }
    }
    await Promise.all(both.map(press));
    expect(await written.next()).toBe(away);
    expect(await written.next()).toBe(there);
    expect(allowed).toBeGreaterThanOrEqual(100);
    // What they have together, and what each of them has alone.
    expect(allowed).toBeLessThanOrEqual(300);
    await Promise.all(opened.splice(0).map((limiter) => limiter.close()));
    await proxy.close();
  });

  test('that is killed under load, again and again, is an error to nobody', async () => {
    const limiter = open();
    expect(await written.next()).toBe(there);
    let answered = 0;
    let isOver = false;
    const press = async (address: string): Promise<void> => {
      while (!isOver) {
        const { headers } = await limiter.take({ address: { cost: 1e9, seconds: 60 } }, { address, subject: 'a' }, 3);
        expect(headers['ratelimit']).toMatch(/^"address";r=\d+;t=\d+$/);
        answered += 1;
        // Others get their turn also where nobody has to be asked.
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const pressed = Array.from({ length: 8 }, (_, index) => press(`203.0.113.${index}`));
    for (let round = 0; round < 3; round += 1) {
      await server.kill();
      expect(await written.next()).toBe(away);
      await server.start();
      expect(await written.next()).toBe(there);
    }
    isOver = true;
    await Promise.all(pressed);
    expect(answered).toBeGreaterThan(0);
    expect(written.told).toHaveLength(7);
  });
});
