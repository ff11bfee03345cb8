import { ManualClock } from '@reelhouse/clock';
import { isInstalled, startRedis, type TestRedis } from '@reelhouse/test-servers';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awaitedLog } from './awaited-log.fixture.ts';
import { openRateLimiter, type RateLimiter, type RateLimits, type Taker } from './index.ts';

let clock: ManualClock;
let opened: RateLimiter[];
beforeEach(() => {
  clock = new ManualClock('2026-03-01T10:00:00Z');
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((limiter) => limiter.close()));
  expect(clock.waiting).toBe(0);
});

const address = '203.0.113.7';
const limits: RateLimits = { address: { cost: 100, seconds: 60 }, identity: { cost: 50, seconds: 10 } };
const ofAddress: RateLimits = { address: { cost: 100, seconds: 60 } };
const ann: Taker = { address, subject: 'ann' };
const nobody: Taker = { address, subject: undefined };

/** What is left: `address 98, identity 48`. */
function left(headers: Readonly<Record<string, string>>): string {
  return (headers['ratelimit'] ?? '').replaceAll(/"(\w+)";r=(\d+);t=\d+/g, '$1 $2');
}

// What every rate limiter does, whoever counts.
function testRateLimiter(open: () => Promise<RateLimiter>, endWindows: (seconds: number) => Promise<void>): void {
  test('takes what operations cost, until it is used up', async () => {
    const limiter = await open();
    const first = await limiter.take(limits, ann, 30);
    expect(first.headers).toEqual({
      'ratelimit-policy': '"address";q=100;w=60, "identity";q=50;w=10',
      ratelimit: expect.stringMatching(/^"address";r=70;t=(60|59), "identity";r=20;t=(10|9)$/) as string,
    });
    expect(first).toMatchObject({ allowed: true });
    expect(await limiter.take(limits, ann, 20)).toMatchObject({ allowed: true });
    const refused = await limiter.take(limits, ann, 1);
    expect(refused).toMatchObject({
      allowed: false,
      reason: expect.stringMatching(
        /^0 is left of what this account may ask for, and the operation costs 1: ask again in (10|9) s\.$/,
      ) as string,
      headers: { 'retry-after': expect.stringMatching(/^(10|9)$/) as string },
    });
  });

  test('who has not signed in is limited by the address only, and others are not', async () => {
    const limiter = await open();
    expect((await limiter.take(limits, nobody, 100)).headers['ratelimit']).toMatch(/^"address";r=0;t=\d+$/);
    expect(await limiter.take(limits, nobody, 1)).toMatchObject({ allowed: false });
    expect(await limiter.take(limits, { ...ann, address: '203.0.113.8' }, 50)).toMatchObject({ allowed: true });
    expect(await limiter.take(limits, { subject: 'ann', address: '203.0.113.9' }, 1)).toMatchObject({ allowed: false });
    expect(await limiter.take(limits, { address: undefined, subject: undefined }, 1)).toMatchObject({ allowed: true });
  });

  test('what is not limited is allowed, and says nothing', async () => {
    const limiter = await open();
    expect(await limiter.take({}, ann, 1e9)).toEqual({ allowed: true, headers: {} });
    expect(await limiter.take({ identity: { cost: 1, seconds: 1 } }, nobody, 1e9)).toEqual({
      allowed: true,
      headers: {},
    });
  });

  test('what is refused takes 1, of the address and of the identity', async () => {
    const limiter = await open();
    await limiter.take(limits, ann, 40);
    expect(left((await limiter.take(limits, ann, 11)).headers)).toBe('address 59, identity 9');
    const fitting = await limiter.take(limits, ann, 9);
    expect([fitting.allowed, left(fitting.headers)]).toEqual([true, 'address 50, identity 0']);
    // Of who has nothing left nothing more is taken, nor of anybody else.
    expect(left((await limiter.take(limits, ann, 1)).headers)).toBe('address 50, identity 0');
  });

  test('what costs more than may be taken at all is refused for ever', async () => {
    const limiter = await open();
    for (const cost of [51, 1e300, Infinity, NaN]) {
      const { allowed, headers, reason } = await limiter.take(limits, ann, cost);
      expect([allowed, headers['retry-after']]).toEqual([false, undefined]);
      expect(reason).toMatch(
        /^The operation costs \S+, and this \w+ may ask for \d+ in \d+ s: ask for less at a time\.$/,
      );
    }
    expect(left((await limiter.take(limits, ann, 46)).headers)).toBe('address 50, identity 0');
  });

  test.each([0, -5, 0.3, 1])('what costs %d takes 1', async (cost) => {
    const limiter = await open();
    expect(left((await limiter.take(limits, ann, cost)).headers)).toBe('address 99, identity 49');
  });

  test('once a window has ended all may be taken again', async () => {
    const limiter = await open();
    await limiter.take(limits, ann, 50);
    await endWindows(10);
    const { allowed, headers } = await limiter.take(limits, ann, 50);
    expect([allowed, left(headers)]).toEqual([true, expect.stringMatching(/identity 0$/)]);
  });

  test('another limit of the same time goes on with the count', async () => {
    const limiter = await open();
    await limiter.take(ofAddress, nobody, 60);
    const more = { address: { cost: 200, seconds: 60 } };
    const less = { address: { cost: 50, seconds: 60 } };
    expect(left((await limiter.take(more, nobody, 20)).headers)).toBe('address 120');
    expect(await limiter.take(less, nobody, 1)).toMatchObject({ allowed: false });
    expect(left((await limiter.take(more, nobody, 20)).headers)).toBe('address 100');
    expect(left((await limiter.take({ address: { cost: 50, seconds: 5 } }, nobody, 20)).headers)).toBe('address 30');
  });

  test('of an address that has used up what it may take it is known at once', async () => {
    const limiter = await open();
    expect(limiter.usedUp(limits, address)).toBe(undefined);
    await limiter.take(ofAddress, nobody, 99);
    expect(limiter.usedUp(ofAddress, address)).toBe(undefined);
    await limiter.take(ofAddress, nobody, 1);
    expect(limiter.usedUp(ofAddress, address)).toEqual({
      allowed: false,
      reason: expect.stringMatching(/^0 is left of what this address may ask for: ask again in (60|59) s\.$/) as string,
      headers: {
        'ratelimit-policy': '"address";q=100;w=60',
        ratelimit: expect.stringMatching(/^"address";r=0;t=(60|59)$/) as string,
        'retry-after': expect.stringMatching(/^(60|59)$/) as string,
      },
    });
    expect(limiter.take(ofAddress, nobody, 1)).toMatchObject({ allowed: false });
    expect(limiter.usedUp({ identity: { cost: 1, seconds: 1 } }, address)).toBe(undefined);
    expect(limiter.usedUp(limits, '203.0.113.8')).toBe(undefined);
  });

  test('devices of one /64 share what they may take', async () => {
    const limiter = await open();
    await limiter.take(ofAddress, { ...nobody, address: '2001:DB8::1' }, 60);
    expect(left((await limiter.take(ofAddress, { ...nobody, address: '2001:db8:0:0:ff::2' }, 10)).headers)).toBe(
      'address 30',
    );
    expect(left((await limiter.take(ofAddress, { ...nobody, address: '2001:db8:0:1::1' }, 10)).headers)).toBe(
      'address 90',
    );
  });

  test('of many who take at once no more get something than there is', async () => {
    const limiter = await open();
    const taken = await Promise.all(Array.from({ length: 40 }, async () => limiter.take(ofAddress, nobody, 7)));
    // The attempts that are refused may take what is left.
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(14);
    expect(limiter.usedUp(ofAddress, address)).toMatchObject({ allowed: false });
  });
}

describe('a rate limiter of one process', () => {
  async function open(): Promise<RateLimiter> {
    const limiter = openRateLimiter({ keyPrefix: 'test', clock, timers: clock, log: awaitedLog().log });
    opened.push(limiter);
    return limiter;
  }
  testRateLimiter(open, async (seconds) => clock.advance(seconds));

  test('says when what was taken is forgotten, to the second and never 0', async () => {
    const limiter = await open();
    await limiter.take(limits, ann, 50);
    clock.advance(9.2);
    expect(await limiter.take(limits, ann, 1)).toMatchObject({
      headers: { ratelimit: '"address";r=50;t=51, "identity";r=0;t=1', 'retry-after': '1' },
    });
    clock.advance(0.799);
    expect(await limiter.take(limits, ann, 1)).toMatchObject({ allowed: false, headers: { 'retry-after': '1' } });
    clock.advance(0.001);
    expect(await limiter.take(limits, ann, 1)).toMatchObject({
      allowed: true,
      headers: { ratelimit: '"address";r=49;t=50, "identity";r=49;t=10' },
    });
  });

  test('a clock that is put back lets nobody wait for longer than a window', async () => {
    const limiter = await open();
    await limiter.take(ofAddress, nobody, 100);
    clock.advance(-3600);
    expect(await limiter.take(ofAddress, nobody, 100)).toMatchObject({ allowed: true });
  });
});

describe.skipIf(!isInstalled('redis-server'))('a rate limiter in Redis', () => {
  let server: TestRedis;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis('--notify-keyspace-events', 'Ex');
    client = new Redis(server.url);
  });
  afterEach(() => client.flushall());
  afterAll(async () => {
    client.disconnect();
    await server.dispose();
  });

  async function open(redis: string | Redis = server.url): Promise<RateLimiter> {
    const written = awaitedLog();
    const limiter = openRateLimiter({ redis, keyPrefix: 'test', clock, timers: clock, log: written.log });
    opened.push(limiter);
    expect(await written.next()).toMatch(/^Redis is there/);
    return limiter;
  }
  // As if they had expired in Redis, whose time is that of the system.
  testRateLimiter(open, async (seconds) => {
    await client.flushall();
    clock.advance(seconds);
  });

  test('two share what they count, and each learns what the other knows', async () => {
    const [one, other] = [await open(), await open()];
    await one.take(limits, ann, 30);
    expect(left((await other.take(limits, ann, 20)).headers)).toBe('address 50, identity 0');
    expect(await one.take(limits, ann, 1)).toMatchObject({ allowed: false });
    await other.take(ofAddress, nobody, 49);
    expect(one.usedUp(limits, address)).toBe(undefined);
    expect(await one.take(ofAddress, nobody, 1)).toMatchObject({ allowed: false });
    expect(one.usedUp(limits, address)).toMatchObject({ allowed: false });
  });

  test('of two that take at once no more get something than there is', async () => {
    const both = [await open(), await open()];
    const takes = Array.from({ length: 60 }, async (_, index) => both[index % 2]?.take(ofAddress, nobody, 7));
    expect((await Promise.all(takes)).filter((taken) => taken?.allowed)).toHaveLength(14);
    expect(await client.get('test:address:60:203.0.113.7')).toBe('100');
  });

  test('who is known to have used up everything costs Redis nothing', async () => {
    const limiter = await open();
    await limiter.take(ofAddress, nobody, 100);
    const before = await commands();
    for (let n = 0; n < 10; n += 1) expect(limiter.take(ofAddress, nobody, 1)).toMatchObject({ allowed: false });
    expect((await commands()) - before).toBe(1);
  });

  test('Redis forgets what was taken by itself', async () => {
    const short = { address: { cost: 10, seconds: 1 } };
    const events = client.duplicate();
    await events.subscribe('__keyevent@0__:expired');
    const expired = new Promise((resolve) => events.on('message', (_channel, key) => resolve(key)));
    const limiter = await open();
    await limiter.take(short, nobody, 10);
    expect(await expired).toBe('test:address:1:203.0.113.7');
    clock.advance(1);
    expect(await limiter.take(short, nobody, 10)).toMatchObject({ allowed: true });
    events.disconnect();
  });

  test('a key that would stay for ever is made to end', async () => {
    await client.set('test:address:60:203.0.113.7', 5);
    const limiter = await open();
    expect(left((await limiter.take(ofAddress, nobody, 5)).headers)).toBe('address 90');
    expect(await client.ttl('test:address:60:203.0.113.7')).toBeGreaterThan(0);
  });

  test('a connection that was handed over is used, and stays open', async () => {
    await client.ping();
    const limiter = await open(client);
    expect(left((await limiter.take(ofAddress, nobody, 5)).headers)).toBe('address 95');
    await limiter.close();
    expect(await client.get('test:address:60:203.0.113.7')).toBe('5');
  });

  async function commands(): Promise<number> {
    return Number(/^total_commands_processed:(\d+)/m.exec(await client.info('stats'))?.[1]);
  }
});
