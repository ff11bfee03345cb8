import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedCache } from '../../packages/http-server/src/shared-cache.fixture.ts';
import type { Credentials } from '../graph-client.ts';
import { checkIn, openRentals } from '../live/desk.fixture.ts';
import { runHouse } from '../running-house.ts';
import { limiterOf } from './limiter.fixture.ts';
import { registered } from './registered.fixture.ts';
import { get, post, searchOf, type Parameters } from './ways.fixture.ts';

const database = await createSampleDatabase();
const rates = { address: { cost: 1_000_000, seconds: 3600 }, identity: { cost: 1_000_000, seconds: 3600 } };
const house = await runHouse(database, { edge: { rates }, limiter: limiterOf() });
const url = house.urls['mobile']!;

const people = { nobody: undefined, ada: 'customer:1', ben: 'customer:2', staff: 'staff' } as const;
type Name = keyof typeof people;
const credentials = new Map<Name, Credentials>();
beforeAll(async () => {
  for (const [name, person] of Object.entries(people) as [Name, (typeof people)[Name]][]) {
    credentials.set(name, person ? await house.as(person).credentials() : {});
  }
});

/** Asks as somebody, as the app does that can be cached for. */
const ask = (name: Name, sent: Parameters, headers: Credentials = {}): Promise<Response> =>
  get(url, sent, { ...credentials.get(name), ...headers });

/** What of an answer is for caches, or must not be. */
function told({ status, headers }: Response) {
  const rate = headers.get('ratelimit') ?? headers.get('ratelimit-policy');
  return {
    status,
    control: headers.get('cache-control'),
    vary: headers.get('vary'),
    isTagged: headers.has('etag'),
    isCounted: rate !== null,
  };
}

const shared = { status: 200, vary: 'Accept, Accept-Encoding', isTagged: true, isCounted: false };
const unkept = { status: 200, control: 'no-store', vary: 'Accept-Encoding', isTagged: false, isCounted: true };

describe('the catalogue may be kept by every cache, for whoever asks', () => {
  test.each([
    ['BrowseFilms', { first: 5 }, 5],
    ['FilmDetails', { id: '1' }, 60],
    ['FilmInStore', { id: '1', storeId: '1' }, 5],
    ['FilmsWithActor', { id: '1' }, 60],
    ['SearchFilms', { query: 'night' }, 5],
    ['Categories', {}, 3600],
    ['Stores', {}, 300],
  ])('%s', async (name, variables, seconds) => {
    const sent = registered(name, variables);
    for (const person of ['nobody', 'ada', 'ben'] as const) {
      expect(told(await ask(person, sent))).toEqual({ ...shared, control: `public, max-age=${seconds}` });
    }
  });

  test('and is not sent again to who has it', async () => {
    const sent = registered('FilmDetails', { id: '1' });
    const first = await ask('nobody', sent);
    const tag = first.headers.get('etag')!;
    expect(tag).toMatch(/^W\/"[\w-]+"$/);
    for (const names of [tag, `"other", ${tag}`, tag.replace('W/', ''), '*']) {
      const again = await ask('ada', sent, { 'if-none-match': names });
      expect([told(again), await again.text(), again.headers.get('etag')]).toEqual([
        { ...told(first), status: 304 },
        '',
        tag,
      ]);
    }
    expect((await ask('ada', sent, { 'if-none-match': 'W/"other"' })).status).toBe(200);
    const other = await ask('nobody', registered('FilmDetails', { id: '2' }), { 'if-none-match': tag });
    expect(other.status).toBe(200);
  });

  test('but not where it was posted', async () => {
    const response = await post(url, JSON.stringify(registered('FilmDetails', { id: '1' })));
    expect(told(response)).toEqual(unkept);
  });
});

describe('what is somebody’s own is kept by nobody else', () => {
  test.each([['Viewer'], ['MyRentals'], ['RentalHistory']])('%s', async (name) => {
    for (const person of ['ada', 'ben'] as const) {
      expect(told(await ask(person, registered(name)))).toEqual({
        status: 200,
        control: 'private, no-cache',
        vary: 'Accept, Authorization, Accept-Encoding',
        isTagged: true,
        isCounted: true,
      });
    }
  });

  test('nor is it taken for what another one has', async () => {
    const tag = (await ask('ada', registered('Viewer'))).headers.get('etag')!;
    expect((await ask('ada', registered('Viewer'), { 'if-none-match': tag })).status).toBe(304);
    const other = await ask('ben', registered('Viewer'), { 'if-none-match': tag });
    expect([other.status, await other.text()]).toEqual([200, expect.stringContaining('"customer:2"')]);
  });
});

describe('nobody keeps', () => {
  const film = '{ film(id: "1") { title } }';

  test.each<[string, Name, Parameters]>([
    ['what was denied as a whole', 'nobody', registered('Viewer')],
    ['what was denied in part', 'nobody', { query: '{ film(id: "1") { title copies { totalCount } } }' }],
    [
      'what was denied in part to one who has signed in',
      'ada',
      { query: '{ film(id: "1") { title copies { totalCount } } }' },
    ],
    ['what has an error', 'nobody', { query: '{ film(id: "1") { title } films(first: 1000) { totalCount } }' }],
    ['what tells the cost', 'staff', { query: film }],
    ['a registered operation that tells the cost', 'staff', registered('FilmDetails', { id: '1' })],
  ])('%s', async (_, person, sent) => {
    const at = 'query' in sent ? house.url : url;
    const response = await get(at, sent, credentials.get(person));
    const { control, isTagged } = told(response);
    expect({ control, isTagged }).toEqual({ control: 'no-store', isTagged: false });
  });

  test('a refusal', async () => {
    const refused = [
      await ask('nobody', { documentId: 'f'.repeat(64) }),
      await ask('nobody', registered('BrowseFilms', { first: 2_000_000 })),
      await ask('nobody', { query: film }),
      await fetch(`${url}?${searchOf(registered('FilmDetails', { id: '1' }))}`),
      await get(url, registered('Categories'), { authorization: 'Bearer forged' }),
    ];
    expect(refused.map((each) => [each.status, each.headers.get('cache-control'), each.headers.has('etag')])).toEqual([
      [404, 'no-store', false],
      [400, 'no-store', false],
      [400, 'no-store', false],
      [400, 'no-store', false],
      [401, 'no-store', false],
    ]);
  });
});

describe('a shared cache in front of the house', async () => {
  const cache = await sharedCache(new URL(url).origin);
  afterAll(() => cache.stop());
  /** Asks by way of the cache. */
  async function through(person: Name, sent: Parameters) {
    // It keeps bodies as text.
    const headers = { 'accept-encoding': 'identity', ...credentials.get(person) };
    const response = await get(`${cache.origin}/graphql`, sent, headers);
    return { did: response.headers.get('x-cache'), text: await response.text(), headers: response.headers };
  }

  test('serves the catalogue to all of them, and never what is one’s own to another', async () => {
    const details = registered('FilmDetails', { id: '3' });
    const first = await through('ada', details);
    expect(first.did).toBe('miss');
    house.statements.length = 0;
    for (const person of ['ben', 'nobody', 'ada'] as const) {
      expect(await through(person, details)).toMatchObject({ did: 'hit', text: first.text });
    }
    expect(house.statements).toEqual([]);
    for (const name of ['Viewer', 'MyRentals']) {
      for (let round = 0; round < 2; round += 1) {
        expect(await through('ada', registered(name))).toMatchObject({
          did: 'miss',
          text: expect.stringContaining('"customer:1"'),
        });
        expect(await through('ben', registered(name))).toMatchObject({
          did: 'miss',
          text: expect.stringContaining('"customer:2"'),
        });
        const nobody = await through('nobody', registered(name));
        expect([nobody.did, nobody.text]).toEqual(['miss', expect.not.stringMatching(/customer:\d/)]);
      }
    }
  });

  test('tells nobody what the staff are told, nor what another one has left', async () => {
    const details = registered('FilmDetails', { id: '4' });
    const staff = await through('staff', details);
    expect([staff.did, staff.text]).toEqual(['miss', expect.stringContaining('"cost"')]);
    const first = await through('ada', details);
    expect([first.did, first.text]).toEqual(['miss', expect.not.stringContaining('"cost"')]);
    const kept = await through('nobody', details);
    expect(kept.did).toBe('hit');
    expect([...kept.headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });

  test('asks whether it has changed once it is not fresh any more', async () => {
    const [rental] = await openRentals(database, 1);
    const { filmId, storeId } = rental!;
    const inStore = registered('FilmInStore', { id: filmId, storeId });
    const { text } = await through('nobody', inStore);
    cache.clock.advance(4);
    expect(await through('ben', inStore)).toMatchObject({ did: 'hit', text });
    cache.clock.advance(2);
    expect(await through('ben', inStore)).toMatchObject({ did: 'revalidated', text });
    await checkIn(house, rental!);
    expect(await through('ada', inStore)).toMatchObject({ did: 'hit', text });
    cache.clock.advance(6);
    expect(await through('ada', inStore)).toMatchObject({ did: 'miss', text: expect.not.stringContaining(text) });
  });
});
