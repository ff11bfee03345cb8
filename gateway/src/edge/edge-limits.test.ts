import { systemClock, systemTimers } from '@reelhouse/clock';
import { openRateLimiter } from '@reelhouse/rate-limit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../registered-operations/releases.fixture.ts';
import { defaultEdgeSettings } from './default-edge-settings.ts';
import { codesOf, registered, send, sendGet, startEdgeGateway } from './edge-gateway.fixture.ts';

let gateway: Awaited<ReturnType<typeof startEdgeGateway>>;
beforeAll(async () => {
  gateway = await startEdgeGateway();
});
afterAll(() => gateway.stop());
afterEach(() => {
  gateway.edge.current = defaultEdgeSettings;
});

const similar = (depth: number): string => (depth === 0 ? '{ id }' : `{ similar ${similar(depth - 1)} }`);
const aliased = (count: number): string =>
  Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ');

describe('an operation that is too large is refused before it is validated', () => {
  test.each<[string, string, string]>([
    ['tokens', `{ ${aliased(10_000)} }`, 'MAX_TOKENS_LIMIT'],
    ['depth', `{ films(first: 1) ${similar(30)} }`, 'MAX_DEPTH_LIMIT'],
    ['aliases', `{ films { ${aliased(60)} } }`, 'MAX_ALIASES_LIMIT'],
    ['directives', `{ films { title ${'@include(if: true) '.repeat(150)} } }`, 'MAX_DIRECTIVES_LIMIT'],
    ['root fields', `{ ${aliased(30)} }`, 'MAX_ROOT_FIELDS_LIMIT'],
    [
      'fields',
      `query Q { ${Array.from({ length: 20 }, (_, index) => `...F${index}`).join(' ')} } ${Array.from(
        { length: 20 },
        (_, index) =>
          `fragment F${index} on Query { films { ${Array.from({ length: 60 }, (_each, field) => `x${index}y${field}`).join(' ')} } }`,
      ).join(' ')}`,
      'MAX_FIELDS_LIMIT',
    ],
    ['cost', `{ films(first: 100) { similar { similar { id } } } }`, ''],
    [
      'cost of pages',
      `{ films(first: 100) { similar { similar { similar { id } } } } }`,
      'COST_ESTIMATED_TOO_EXPENSIVE',
    ],
  ])('%s', async (_, query, code) => {
    const posted = await send(gateway.url, { query });
    expect([posted.status, codesOf(posted)]).toEqual(code === '' ? [200, []] : [400, [code]]);
    if (query.length > 8000) return;
    const got = await sendGet(gateway.url, { query });
    expect([got.status, codesOf(got)]).toEqual([posted.status, codesOf(posted)]);
  });

  test('also one that is registered, by what its variables make of it', async () => {
    const parameters = { documentId: idOf(registered.films), variables: { first: 2_000_000 } };
    expect(codesOf(await send(gateway.url, parameters))).toEqual(['COST_ESTIMATED_TOO_EXPENSIVE']);
    const page = await send(gateway.url, { ...parameters, variables: { first: 50 } });
    expect(page.status).toBe(200);
  });

  test('by limits that may change while it runs', async () => {
    const query = '{ films { title } film(id: "1") { id } }';
    expect((await send(gateway.url, { query })).status).toBe(200);
    const { limits } = defaultEdgeSettings;
    gateway.edge.current = { ...defaultEdgeSettings, limits: { ...limits, maxRootFields: 1 } };
    expect(codesOf(await send(gateway.url, { query }))).toEqual(['MAX_ROOT_FIELDS_LIMIT']);
    gateway.edge.current = { ...defaultEdgeSettings, limits: { ...limits, maxCost: 5 } };
    expect(codesOf(await send(gateway.url, { query }))).toEqual(['COST_ESTIMATED_TOO_EXPENSIVE']);
    gateway.edge.current = defaultEdgeSettings;
    expect((await send(gateway.url, { query })).status).toBe(200);
  });
});

describe('who may ask for the schema is decided by role', () => {
  const query = '{ __schema { queryType { name } } }';

  test('nobody, somebody, all', async () => {
    const asked = async (authorization?: string) =>
      codesOf(await send(gateway.url, { query }, authorization === undefined ? {} : { authorization }));
    gateway.edge.current = { ...defaultEdgeSettings, introspection: { scopes: ['staff'] } };
    expect([await asked(), await asked('ada'), await asked('odile')]).toEqual([
      ['INTROSPECTION_DISABLED'],
      ['INTROSPECTION_DISABLED'],
      [],
    ]);
    gateway.edge.current = { ...defaultEdgeSettings, introspection: false };
    expect(await asked('odile')).toEqual(['INTROSPECTION_DISABLED']);
    gateway.edge.current = { ...defaultEdgeSettings, introspection: true };
    expect(await asked()).toEqual([]);
  });

  test('where not all may, no message suggests a name', async () => {
    const query = '{ film(id: 1) { titel } secre filmz }';
    expect((await send(gateway.url, { query })).text).toMatch(/did you mean/i);
    gateway.edge.current = { ...defaultEdgeSettings, introspection: { scopes: ['staff'] } };
    const { text } = await send(gateway.url, { query });
    expect(text).toContain('Cannot query field');
    expect(text).not.toMatch(/did you mean|title|secret|films/i);
  });
});

describe('what an operation may cost', () => {
  test('is told to those who are to know', async () => {
    gateway.edge.current = { ...defaultEdgeSettings, costShownTo: ['staff'] };
    const query = '{ films(first: 10) { title stars } }';
    const shown = await send(gateway.url, { query }, { authorization: 'odile' });
    const { maxCost: max } = defaultEdgeSettings.limits;
    expect(shown.body.extensions).toEqual({ cost: { estimated: 10, max } });
    expect((await send(gateway.url, { query }, { authorization: 'ada' })).body.extensions).toBeUndefined();
    expect((await send(gateway.url, { query })).body.extensions).toBeUndefined();
  });
});

describe('rates', () => {
  const query = '{ films(first: 10) { title } }';

  async function limited(rates: object) {
    const limiter = openRateLimiter({ clock: systemClock, timers: systemTimers, log: gateway.log, keyPrefix: 'test' });
    const started = await startEdgeGateway({ rates }, {}, { limiter });
    return { url: started.url, stop: () => Promise.all([started.stop(), limiter.close()]) };
  }

  test('of an address are told with each answer, and more is refused until they are over', async () => {
    const { url, stop } = await limited({ address: { cost: 25, seconds: 3600 } });
    const [one, two, three] = [await send(url, { query }), await send(url, { query }), await send(url, { query })];
    expect([one.status, two.status, three.status]).toEqual([200, 200, 429]);
    expect(codesOf(three)).toEqual(['REQUEST_RATE_LIMITED']);
    expect(two.headers.get('ratelimit-policy')).toBe('"address";q=25;w=3600');
    expect(two.headers.get('ratelimit')).toMatch(/^"address";r=5;t=(3600|3599)$/);
    expect(Number(three.headers.get('retry-after'))).toBeGreaterThan(3590);
    await stop();
  });

  test('of one who has signed in count wherever they are', async () => {
    const { url, stop } = await limited({ identity: { cost: 15, seconds: 3600 } });
    const as = (authorization: string) => send(url, { query }, { authorization });
    expect([(await as('ada')).status, (await as('ada')).status, (await as('ben')).status]).toEqual([200, 429, 200]);
    expect((await send(url, { query })).status).toBe(200);
    await stop();
  });

  test('count what is refused, too: ids that nobody has registered, texts that are none, and what is too large', async () => {
    const { url, stop } = await limited({ address: { cost: 4, seconds: 3600 } });
    const bad = [{ documentId: 'x' }, { query: '}' }, { query: `{ ${aliased(60)} }` }, {}, { documentId: 'y' }];
    const codes: string[][] = [];
    for (const parameters of bad) codes.push(codesOf(await send(url, parameters)));
    expect(codes).toEqual([
      ['PERSISTED_QUERY_NOT_IN_LIST'],
      ['GRAPHQL_PARSE_FAILED'],
      ['MAX_ALIASES_LIMIT'],
      ['BAD_REQUEST'],
      ['REQUEST_RATE_LIMITED'],
    ]);
    await stop();
  });

  test('count more for a text that is new, and for one that is too large, than for what is known', async () => {
    const address = { cost: 100, seconds: 3600 };
    const limiter = openRateLimiter({ clock: systemClock, timers: systemTimers, log: gateway.log, keyPrefix: 'test' });
    const started = await startEdgeGateway({ rates: { address }, newOperationCost: 40 }, {}, { limiter });
    const left = async (parameters: object) => {
      const { status, headers } = await send(started.url, parameters);
      return `${status} ${headers.get('ratelimit')?.split(';')[1]}`;
    };
    const registeredOne = { documentId: idOf(registered.me) };
    expect([
      await left({ query }),
      await left({ query }),
      await left(registeredOne),
      await left({ query: `{ ${aliased(60)} }` }),
    ]).toEqual(['200 r=50', '200 r=40', '200 r=39', '429 r=38']);
    await started.stop();
    await limiter.close();
  });

  test('count what nobody could be asked about: no JSON, parameters of no form, a token that cannot be used', async () => {
    const { url, stop } = await limited({ address: { cost: 4, seconds: 3600 } });
    const bad = [
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }),
      fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }),
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":5}' }),
      fetch(`${url}?query={films{id}}`, { headers: { authorization: 'forged', 'apollo-require-preflight': 'yes' } }),
    ];
    expect((await Promise.all(bad)).map(({ status }) => status)).toEqual([400, 415, 400, 401]);
    expect(codesOf(await send(url, { query: '{ me }' }))).toEqual(['REQUEST_RATE_LIMITED']);
    await stop();
  });
});
