import { once } from 'node:events';
import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { serveGated, type GatedServer } from './hot-gate.fixture.ts';
import type { Admission, AnswerCaching } from './operation-gate.ts';
import { sharedCache } from './shared-cache.fixture.ts';
import { eventStream } from './streams/http-client.fixture.ts';

const shop = 'https://shop.example.com';
const hello = '?query={hello}';
const tag = expect.stringMatching(/^W\/"[\w-]{27}"$/) as string;

describe.each([
  ['by Apollo Server', false],
  ['hot', true],
])('answered %s', (_lane, isHot) => {
  let server: GatedServer;
  beforeAll(async () => {
    const cors = { origins: [shop], credentials: true };
    server = await serveGated(isHot, { cors, compression: true, streams: {} });
    await ask(hello);
  });
  afterEach(() => void (server.gate.more = {}));
  afterAll(() => server.stop());

  const ask = (search: string, headers: Record<string, string> = {}) =>
    fetch(server.url + search, { headers: { 'apollo-require-preflight': '1', ...headers } });

  function cachingOf({ status, headers }: Response) {
    return [status, headers.get('cache-control'), headers.get('etag'), headers.get('vary')];
  }

  test.each<[AnswerCaching, string, string]>([
    [{ maxAge: 60, scope: 'PUBLIC' }, 'public, max-age=60', 'Accept'],
    [{ maxAge: 60.9, scope: 'PRIVATE' }, 'private, max-age=60', 'Accept, Authorization'],
    [{ maxAge: 0, scope: 'PUBLIC' }, 'public, no-cache', 'Accept'],
    [{ maxAge: 0.5, scope: 'PRIVATE' }, 'private, no-cache', 'Accept, Authorization'],
    [{ maxAge: -1, scope: 'PUBLIC' }, 'public, no-cache', 'Accept'],
    [{ maxAge: NaN, scope: 'PUBLIC' }, 'public, no-cache', 'Accept'],
  ])('%j', async (caching, control, vary) => {
    server.gate.more = { caching };
    const answer = await ask(hello);
    const all = `Origin, ${vary}, Accept-Encoding`;
    expect(cachingOf(answer)).toEqual([200, control, tag, all]);
    const known = await ask(hello, { 'if-none-match': `"other", ${answer.headers.get('etag') ?? ''}` });
    expect([...cachingOf(known), await known.text()]).toEqual([304, control, answer.headers.get('etag'), all, '']);
    expect(server.lines.at(-1)).toMatchObject({ msg: 'request', status: 304, operation: null, bytes: 0 });
  });

  test.each([
    ['*', 304],
    ['"other"', 200],
    ['', 200],
    ['W/"other", "and another"', 200],
  ])('if-none-match: %s', async (ifNoneMatch, status) => {
    server.gate.more = { caching: { maxAge: 60, scope: 'PUBLIC' } };
    expect((await ask(hello, { 'if-none-match': ifNoneMatch })).status).toBe(status);
  });

  test('another answer has another tag', async () => {
    server.gate.more = { caching: { maxAge: 60, scope: 'PUBLIC' } };
    const [one, two] = [await ask('?query={echo(number:1)}'), await ask('?query={echo(number:2)}')];
    expect(one.headers.get('etag')).not.toBe(two.headers.get('etag'));
  });

  const caching: Partial<Admission> = { caching: { maxAge: 60, scope: 'PUBLIC' } };

  test.each<[string, string, Partial<Admission>, Record<string, string>]>([
    ['without caching', hello, {}, {}],
    ['with an error', '?query={hello refused}', caching, {}],
    ['with a masked error', '?query={broken}', caching, {}],
    ['that is not valid', '?query={nothing}', caching, {}],
    ['that is a mutation', '?query=mutation{change}', caching, {}],
    ['of another site', hello, caching, { 'apollo-require-preflight': '' }],
    ['to who takes events', hello, caching, { accept: eventStream }],
  ])('a GET %s is kept by nobody', async (_, search, more, headers) => {
    server.gate.more = more;
    for (let time = 1; time <= 2; time++) {
      const answer = await ask(search, { 'if-none-match': '*', ...headers });
      expect([answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual(['no-store', null]);
      expect(answer.status).not.toBe(304);
    }
  });

  test('nor is what is posted', async () => {
    server.gate.more = caching;
    const headers = { 'content-type': 'application/json', 'if-none-match': '*' };
    const answer = await fetch(server.url, { method: 'POST', body: '{"query":"{ hello }"}', headers });
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
      200,
      'no-store',
      null,
    ]);
  });
});

describe('behind a shared cache', () => {
  let server: GatedServer;
  let cache: Awaited<ReturnType<typeof sharedCache>>;
  beforeAll(async () => {
    server = await serveGated(true, { compression: true });
    cache = await sharedCache(server.origin);
  });
  afterAll(async () => {
    cache.stop();
    await server.stop();
  });

  /** Asks as a customer; the answer says who that is. */
  async function ask(customer: string | undefined, scope: AnswerCaching['scope'], maxAge: number, shown: string) {
    server.gate.more = { caching: { maxAge, scope }, extensions: { shown } };
    const headers = { 'apollo-require-preflight': '1', ...(customer && { authorization: `Bearer ${customer}` }) };
    const asked = get(`${cache.origin}/graphql?query={hello}&of=${scope}${maxAge}`, { headers });
    const [response] = (await once(asked, 'response')) as [AsyncIterable<Buffer> & { headers: Record<string, string> }];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const { extensions } = JSON.parse(Buffer.concat(chunks).toString()) as { extensions: { shown: string } };
    return [response.headers['x-cache'], extensions.shown];
  }

  test.each([60, 0])('no customer gets what another may see, kept for %i s', async (maxAge) => {
    for (const customer of ['anna', 'ben', undefined, 'anna', 'ben', undefined]) {
      const own = customer ?? 'nobody';
      expect(await ask(customer, 'PRIVATE', maxAge, own)).toEqual(['miss', own]);
    }
  });

  test('everybody gets what is public, until it is too old', async () => {
    expect(await ask('anna', 'PUBLIC', 60, 'first')).toEqual(['miss', 'first']);
    expect(await ask('ben', 'PUBLIC', 60, 'second')).toEqual(['hit', 'first']);
    cache.clock.advance(61);
    expect(await ask(undefined, 'PUBLIC', 60, 'first')).toEqual(['revalidated', 'first']);
    expect(await ask('ben', 'PUBLIC', 60, 'third')).toEqual(['hit', 'first']);
    cache.clock.advance(61);
    expect(await ask('anna', 'PUBLIC', 60, 'third')).toEqual(['miss', 'third']);
  });

  test('what may be kept for no time is asked for each time', async () => {
    expect(await ask('anna', 'PUBLIC', 0, 'first')).toEqual(['miss', 'first']);
    expect(await ask('ben', 'PUBLIC', 0, 'first')).toEqual(['revalidated', 'first']);
    expect(await ask('ben', 'PUBLIC', 0, 'second')).toEqual(['miss', 'second']);
  });
});
