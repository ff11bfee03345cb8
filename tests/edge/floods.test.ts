import { createHash } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test, vi } from 'vitest';
import { runHouse } from '../running-house.ts';
import { heldMegabytes } from './heap.fixture.ts';
import { registered } from './registered.fixture.ts';
import { sendBy, type Parameters } from './ways.fixture.ts';

// It sends thousands of operations, and a plan takes milliseconds.
vi.setConfig({ testTimeout: 180_000 });

const database = await createSampleDatabase();
const house = await runHouse(database);

/** What an app asks for while others attack. */
async function expectServed(): Promise<void> {
  const { status, text } = await sendBy('POST', house.urls['mobile']!, registered('FilmDetails', { id: '1' }));
  expect([status, text]).toEqual([200, expect.stringMatching(/^\{"data":\{"film":\{"id":"1","title":"/)]);
}

/**
 * Sends many different operations, twenty at a time; in between, and at the end, an app is served.
 *
 * @returns what was told, each status with its codes once, and how many MB more the process holds after it.
 */
async function flood(url: string, count: number, sentAs: (index: number) => Parameters) {
  const told = new Set<string>();
  await expectServed();
  const before = heldMegabytes();
  for (let from = 0; from < count; from += 20) {
    const some = Array.from({ length: 20 }, (_, offset) => sendBy('POST', url, sentAs(from + offset)));
    for (const { status, codes } of await Promise.all(some)) told.add([status, ...codes].join(' '));
    if (from % 200 === 0) await expectServed();
  }
  await expectServed();
  const grown = heldMegabytes() - before;
  return { told: [...told], grown };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const persistedQuery = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } } });
/** Valid, small, and another one for each name. */
const smallText = (name: string): string => `{ film(id: "1") { ${name}: title } }`;

test.each([
  ['default', (id: string) => ({ documentId: id }), '404 PERSISTED_QUERY_NOT_IN_LIST'],
  [
    'default',
    (id: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } }),
    '200 PERSISTED_QUERY_NOT_FOUND',
  ],
  ['mobile', (id: string) => ({ documentId: id }), '404 PERSISTED_QUERY_NOT_IN_LIST'],
  ['mobile', (id: string) => ({ query: smallText(`a${id}`) }), '400 PERSISTED_QUERY_ID_REQUIRED'],
])(
  '1000 ids and texts that nobody has registered leave nothing behind, at the listener %s',
  async (listener, sentAs, expected) => {
    const { told, grown } = await flood(house.urls[listener]!, 1000, (index) => sentAs(hashOf(`${listener} ${index}`)));
    expect(told).toEqual([expected]);
    expect(grown).toBeLessThan(8);
  },
);

test('of 2400 different texts only so many are kept as there is room for', async () => {
  const some = await flood(house.url, 1200, (index) => ({ query: smallText(`some${index}`) }));
  expect(some.told).toEqual(['200']);
  expect(some.grown).toBeLessThan(64);
  const more = await flood(house.url, 1200, (index) => ({ query: smallText(`more${index}`) }));
  expect(more.told).toEqual(['200']);
  expect(more.grown).toBeLessThan(16);
});

test('1000 texts with their hashes take no more, and are known by them', async () => {
  const sentAs = (index: number): Parameters => {
    const query = smallText(`hashed${index}`);
    return { query, ...persistedQuery(query) };
  };
  const { told, grown } = await flood(house.url, 1000, sentAs);
  expect(told).toEqual(['200']);
  expect(grown).toBeLessThan(16);
  expect(await sendBy('POST', house.url, persistedQuery(smallText('hashed999')))).toMatchObject({
    status: 200,
    codes: [],
  });
});

test('1000 texts with hashes of others are refused, and not kept', async () => {
  const { told, grown } = await flood(house.url, 1000, (index) => ({
    query: smallText(`wrong${index}`),
    ...persistedQuery(`another text ${index}`),
  }));
  expect(told).toEqual(['400 BAD_REQUEST']);
  expect(grown).toBeLessThan(16);
  const known = await sendBy('POST', house.url, persistedQuery('another text 1'));
  expect(known.codes).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
});

test('texts that are no GraphQL, or not of this graph, are refused', async () => {
  const broken = await flood(house.url, 400, (index) => ({ query: `{ film(id: "${index}" ` }));
  expect(broken.told).toEqual(['400 GRAPHQL_PARSE_FAILED']);
  const foreign = await flood(house.url, 400, (index) => ({ query: `{ film(id: "1") { nothing${index} } }` }));
  expect(foreign.told).toEqual(['400 GRAPHQL_VALIDATION_FAILED']);
  expect(broken.grown + foreign.grown).toBeLessThan(16);
});
