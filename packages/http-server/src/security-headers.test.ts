import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explorerRoutes } from './index.ts';
import { post } from './server.fixture.ts';
import { eventStream, multipart, open } from './streams/http-client.fixture.ts';
import { refusedUpgrade } from './streams/raw-websocket.fixture.ts';
import { serveStreams, subscription, type StreamServer } from './streams/stream-server.fixture.ts';

const shop = 'https://shop.example.com';
const ofData = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

let server: StreamServer;
beforeAll(async () => {
  const routes = await explorerRoutes('/graphql', '{ hello }');
  server = await serveStreams(
    { routes, cors: { origins: [shop] }, strictTransportSeconds: 600 },
    { landingPage: true },
  );
});
afterAll(() => server.stop());

const query = '{"query":"{ hello }"}';
const site = () => server.url.replace('/graphql', '');

function protecting({ headers }: Response) {
  return Object.fromEntries([...headers].filter(([name]) => name in ofData));
}

describe('data is not to be shown, framed or loaded by other origins', () => {
  test.each<[string, () => Promise<Response>]>([
    ['an answer', () => post(server.url, query)],
    [
      'an answer of the media type of GraphQL',
      () => post(server.url, query, { accept: 'application/graphql-response+json' }),
    ],
    ['an answer with an error', () => post(server.url, '{"query":"{ broken }"}')],
    ['a refusal', () => post(server.url, '[')],
    ['health', () => fetch(`${site()}/health/live`)],
    ['an unknown path', () => fetch(`${site()}/nothing`)],
    [
      'an answer to a page that may not read it',
      () => post(server.url, query, { origin: 'https://elsewhere.example.com' }),
    ],
    ['a single result as an event', () => post(server.url, query, { accept: eventStream })],
  ])('%s', async (_, send) => {
    const answer = await send();
    await answer.text();
    expect(protecting(answer)).toEqual(ofData);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=600');
  });

  test.each([eventStream, multipart])('a stream as %s', async (accept) => {
    const answer = await open(server.url, subscription, accept);
    expect(protecting(answer.response)).toEqual(ofData);
    answer.leave();
    await (
      await server.opened.next()
    ).left;
  });

  test('a refused upgrade', async () => {
    const { headers } = await refusedUpgrade(`${site().replace('http', 'ws')}/nothing`);
    expect(headers).toMatchObject({ ...ofData, 'strict-transport-security': 'max-age=600' });
  });

  test('an operation too many', async () => {
    const full = await serveStreams({ limits: () => ({ maxInFlight: 0 }) });
    const answer = await post(full.url, query);
    expect([answer.status, protecting(answer)]).toEqual([503, ofData]);
    expect(answer.headers.has('strict-transport-security')).toBe(false);
    await full.stop();
  });
});

test('what CORS opens to a page is opened', async () => {
  const answer = await post(server.url, query, { origin: shop });
  expect(protecting(answer)).toEqual(
    Object.fromEntries(Object.entries(ofData).filter(([name]) => name !== 'cross-origin-resource-policy')),
  );
});

test('pages keep policies of their own', async () => {
  const sandbox = await fetch(server.url, { headers: { accept: 'text/html' } });
  expect(sandbox.headers.get('content-type')).toBe('text/html');
  expect(protecting(sandbox)).toEqual({
    'content-security-policy': "object-src 'none'; base-uri 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
  const explorer = await fetch(`${site()}/explorer/`);
  expect(protecting(explorer)).toEqual({
    'content-security-policy': expect.stringContaining("default-src 'self'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
  const styles = await fetch(`${site()}/explorer/styles.css`);
  expect(protecting(styles)).toEqual({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
});
