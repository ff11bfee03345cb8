import { ManualClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { isInstalled, startRedis } from '@reelhouse/test-servers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awaitedLog } from '../../packages/rate-limit/src/awaited-log.fixture.ts';
import { RawWebSocket, refusedUpgrade } from '../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import type { Credentials } from '../graph-client.ts';
import { OpenedSubscriptions } from '../live/opened-subscriptions.fixture.ts';
import { runHouse } from '../running-house.ts';
import { limiterOf } from './limiter.fixture.ts';
import { registered } from './registered.fixture.ts';
import { sendBy, statusBy, ways, type Parameters, type Told } from './ways.fixture.ts';

/** In seconds: what is taken counts until then. */
const seconds = 3600;
const rates = { address: { cost: 10_000, seconds }, identity: { cost: 1000, seconds } };
const policy = `"address";q=10000;w=3600`;
const database = await createSampleDatabase();

const smallPage = registered('BrowseFilms', { first: 5 });
const largePage = registered('BrowseFilms', { first: 100 });
const rentals = registered('MyRentals', { first: 50 });
const limited = { status: 429, codes: ['REQUEST_RATE_LIMITED'] };

/** What is left, as an answer tells it. */
function leftOf({ headers }: Told): Readonly<Record<string, number>> {
  const told = (headers.get('ratelimit') ?? '').matchAll(/"(\w+)";r=(\d+);t=\d+/g);
  return Object.fromEntries([...told].map(([, name = '', left]) => [name, Number(left)]));
}

describe('what operations cost is taken of what an address and an account may take', async () => {
  // Tokens go by the clock of the house: they do not expire when a window ends.
  const clock = new ManualClock('2026-03-31T18:00:00Z');
  const subscriptions = new OpenedSubscriptions();
  const limiter = limiterOf({ clock });
  const house = await runHouse(database, {
    background: true,
    subscriptionObserver: subscriptions,
    edge: { rates },
    limiter,
  });
  const url = house.urls['mobile']!;
  let ada: Credentials;
  let ben: Credentials;
  beforeAll(async () => {
    ada = await house.as('customer:1').credentials();
    ben = await house.as('customer:2').credentials();
  });
  // Each test begins with all that may be taken.
  beforeEach(() => clock.advance(seconds));

  const ask = (sent: Parameters, credentials?: Credentials) => sendBy('POST', url, sent, { credentials });

  /** Takes what is left, by large pages and then by the smallest there are. */
  async function useUp(credentials?: Credentials): Promise<Told> {
    for (const sent of [
      largePage,
      smallPage,
      registered('FilmInStore', { id: '1', storeId: '1' }),
      { documentId: 'none' },
    ]) {
      let told = await ask(sent, credentials);
      while (told.status !== 429) told = await ask(sent, credentials);
      if (sent === largePage) expect(Object.values(leftOf(told)).some((left) => left > 0)).toBe(true);
    }
    return ask({ documentId: 'none' }, credentials);
  }

  test('a large page takes as much more as it is larger', async () => {
    const first = leftOf(await ask(smallPage));
    const second = leftOf(await ask(smallPage));
    const third = leftOf(await ask(largePage));
    const [small, large] = [first['address']! - second['address']!, second['address']! - third['address']!];
    expect(first).toEqual({ address: 10_000 - small });
    expect([small, large]).toEqual([44, 804]);
  });

  test('an account runs out, with the headers that say of what and until when, and nobody else does', async () => {
    const first = await ask(largePage, ada);
    expect([first.status, first.headers.get('ratelimit-policy'), first.headers.get('ratelimit')]).toEqual([
      200,
      `${policy}, "identity";q=1000;w=3600`,
      `"address";r=9196;t=3600, "identity";r=196;t=3600`,
    ]);
    clock.advance(600);
    const second = await ask(largePage, ada);
    expect(second).toMatchObject(limited);
    expect([second.headers.get('retry-after'), second.headers.get('ratelimit')]).toEqual([
      '3000',
      // Nothing is taken but the attempt.
      `"address";r=9195;t=3000, "identity";r=195;t=3000`,
    ]);
    expect(second.text).toContain('ask again in 3000 s');
    // What is left is still good for less.
    expect((await ask(smallPage, ada)).status).toBe(200);
    expect(await useUp(ada)).toMatchObject(limited);
    expect((await ask(largePage, ben)).status).toBe(200);
    expect((await ask(largePage)).status).toBe(200);
    clock.advance(3000);
    expect((await ask(largePage, ada)).status).toBe(200);
  });

  test('an address runs out, whoever asks there, and is told before anything is read', async () => {
    const refused = await useUp();
    expect(refused).toMatchObject(limited);
    expect([refused.headers.get('ratelimit-policy'), refused.headers.get('ratelimit')]).toEqual([
      policy,
      '"address";r=0;t=3600',
    ]);
    house.statements.length = 0;
    for (const way of ways) {
      if (way === 'WebSocket') continue;
      const { codes, headers } = await sendBy(way, url, rentals, { credentials: ada });
      expect([way, codes, headers.get('retry-after')]).toEqual([way, limited.codes, '3600']);
    }
    expect(await refusedUpgrade(url.replace(/^http/, 'ws'))).toMatchObject({
      status: 429,
      code: 'REQUEST_RATE_LIMITED',
      headers: { 'retry-after': '3600' },
    });
    expect(house.statements).toEqual([]);
    clock.advance(seconds);
    expect((await ask(rentals, ada)).status).toBe(200);
  });

  test.each(ways)('an operation takes the same by %s, and is refused alike', async (way) => {
    const before = leftOf(await ask({ documentId: 'none' }, ada))['identity']!;
    const opened = leftOf(await ask(rentals, ada))['identity']!;
    expect((await sendBy(way, url, rentals, { credentials: ada })).codes).toEqual([]);
    const after = leftOf(await ask({ documentId: 'none' }, ada))['identity']!;
    expect(opened - after - 1).toBe(before - opened);
    await useUp(ada);
    const { status, codes, isOpen } = await sendBy(way, url, rentals, { credentials: ada });
    expect({ status, codes, isOpen }).toEqual({ status: statusBy(way, 429), codes: limited.codes, isOpen: false });
  });

  test.each(['WebSocket', 'server-sent events', 'multipart'] as const)('so does a subscription, by %s', async (way) => {
    const returned = registered('RentalReturned');
    const before = leftOf(await ask({ documentId: 'none' }, ada))['identity']!;
    const opened = subscriptions.untilOpened(subscriptions.openedSoFar + 1);
    expect((await sendBy(way, url, returned, { credentials: ada, opened })).isOpen).toBe(true);
    await opened;
    const after = leftOf(await ask({ documentId: 'none' }, ada))['identity']!;
    expect(before - after - 1).toBeGreaterThan(0);
    await useUp(ada);
    const refused = await sendBy(way, url, returned, { credentials: ada });
    expect([refused.codes, refused.isOpen]).toEqual([limited.codes, false]);
  });

  test('a WebSocket that is open is refused each operation, and stays open', async () => {
    const socket = await RawWebSocket.connected(url.replace(/^http/, 'ws'), ada);
    await useUp(ada);
    for (const id of ['1', '2']) {
      socket.say({ type: 'subscribe', id, payload: { query: '', ...rentals } });
      const { type, payload } = await socket.messages.next();
      expect([type, payload]).toEqual([
        'error',
        [expect.objectContaining({ extensions: { code: 'REQUEST_RATE_LIMITED' } })],
      ]);
    }
    clock.advance(seconds);
    socket.say({ type: 'subscribe', id: '3', payload: { query: '', ...rentals } });
    expect(await socket.messages.next()).toMatchObject({
      type: 'next',
      id: '3',
      payload: { data: { viewer: { id: 'customer:1' } } },
    });
    socket.socket.close();
    await socket.closed;
  });
});

describe.skipIf(!isInstalled('redis-server'))('two houses with one Redis', async () => {
  const redis = await startRedis();
  afterAll(() => redis.dispose());
  const logs = [awaitedLog(), awaitedLog()] as const;
  const open = (log: (typeof logs)[number]) =>
    // A machine that is busy is no Redis that is away.
    runHouse(database, { edge: { rates }, limiter: limiterOf({ redis: redis.url, log: log.log, deadlineMs: 10_000 }) });
  const houses = [await open(logs[0]), await open(logs[1])] as const;
  const [here, there] = houses.map(({ urls }) => urls['mobile']!) as [string, string];
  let ada: Credentials;
  beforeAll(async () => {
    for (const log of logs) expect(await log.next()).toContain('Redis is there');
    ada = await houses[0].as('customer:3').credentials();
  });
  const ask = (url: string, sent: Parameters, credentials?: Credentials) => sendBy('POST', url, sent, { credentials });

  test('count together', async () => {
    const first = leftOf(await ask(here, smallPage, ada));
    const second = leftOf(await ask(there, smallPage, ada));
    const third = leftOf(await ask(here, largePage, ada));
    expect([first['identity'], second['identity'], third['identity']]).toEqual([956, 912, 108]);
    expect(first['address']! - third['address']!).toBe(44 + 804);
    for (const url of [there, here]) expect(await ask(url, largePage, ada)).toMatchObject(limited);
    expect((await ask(there, largePage)).status).toBe(200);
  });

  test('answer when it is killed, and count for themselves, from what they know', async () => {
    const before = leftOf(await ask(here, smallPage))['address']!;
    await redis.kill();
    for (const log of logs) expect(await log.next()).toContain('Redis cannot be asked');
    for (const url of [here, there]) expect((await ask(url, smallPage)).status).toBe(200);
    expect(leftOf(await ask(here, smallPage))['address']).toBe(before - 2 * 44);
    expect(await ask(here, largePage, ada)).toMatchObject(limited);
    await redis.start();
    for (const log of logs) expect(await log.next()).toContain('Redis is there');
    // It knows nothing of what was counted meanwhile, nor before.
    expect(leftOf(await ask(there, smallPage))['address']).toBe(10_000 - 44);
    expect(leftOf(await ask(here, smallPage))['address']).toBe(10_000 - 88);
  });
});
