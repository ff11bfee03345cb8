import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post, serve } from './server.fixture.ts';

const shop = 'https://shop.example.com';
const elsewhere = 'https://elsewhere.example.com';

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve({ cors: { origins: [shop], credentials: true }, compression: true });
});
afterAll(() => server.stop());

function preflight(origin: string, url = server.url) {
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-a' };
  return fetch(url, { method: 'OPTIONS', headers: { origin, ...asked } });
}

function corsOf({ headers }: Response) {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'));
}

test('a page of the list may send what its browser asks for', async () => {
  const answer = await preflight(shop);
  expect([answer.status, await answer.text(), corsOf(answer)]).toEqual([
    204,
    '',
    {
      'access-control-allow-origin': shop,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type,x-a',
      'access-control-expose-headers': 'x-request-id, retry-after, ratelimit, ratelimit-policy',
      'access-control-max-age': '600',
      vary: 'Origin',
    },
  ]);
  expect(answer.headers.has('content-length')).toBe(false);
});

test.each([
  ['an answer', '{"query":"{ hello }"}', 200],
  ['a refusal', '[', 400],
])('it may read %s', async (_, body, status) => {
  const answer = await post(server.url, body, { origin: shop });
  expect([answer.status, corsOf(answer)]).toEqual([
    status,
    {
      'access-control-allow-origin': shop,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-request-id, retry-after, ratelimit, ratelimit-policy',
      vary: 'Origin, Accept-Encoding',
    },
  ]);
});

describe('a page that is not in the list', () => {
  test.each([elsewhere, 'null', `${shop}:8443`, shop.toUpperCase(), `${shop}.elsewhere.com`])(
    '%s may not',
    async (origin) => {
      const asked = await preflight(origin);
      const answer = await post(server.url, '{"query":"{ hello }"}', { origin });
      expect([asked.status, await asked.json()]).toMatchObject([
        403,
        { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
      ]);
      expect([corsOf(asked), corsOf(answer)]).toEqual([
        { vary: 'Origin, Accept-Encoding' },
        { vary: 'Origin, Accept-Encoding' },
      ]);
    },
  );
});

test('other paths are not opened', async () => {
  const answer = await fetch(`${server.origin}/health/live`, { headers: { origin: shop } });
  expect(corsOf(answer)).toEqual({ vary: 'Accept-Encoding' });
});

test('with * every page may, without cookies', async () => {
  const open = await serve({ cors: { origins: ['*'] } });
  const answer = await preflight(elsewhere, open.url);
  await open.stop();
  expect([answer.status, corsOf(answer)]).toMatchObject([204, { 'access-control-allow-origin': '*' }]);
  expect(corsOf(answer)).not.toHaveProperty('access-control-allow-credentials');
});

test('without a list no page of another origin may', async () => {
  const closed = await serve();
  const asked = await preflight(shop, closed.url);
  await closed.stop();
  expect([asked.status, asked.headers.get('allow'), corsOf(asked)]).toEqual([405, 'GET, POST', {}]);
});
