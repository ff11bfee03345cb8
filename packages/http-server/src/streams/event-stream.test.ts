import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post } from '../server.fixture.ts';
import { lastResult } from './held-stream.ts';
import { eventStream, open, reading } from './http-client.fixture.ts';
import { returned, serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await serveStreams({ compression: true, cors: { origins: ['https://shop.example.com'] } });
});
afterAll(() => server.stop());

const event = (film: string) => `event: next\ndata: {"data":{"returned":"${film}"}}\n\n`;
const complete = 'event: complete\ndata:\n\n';

test('a subscription is an event for each result, and one at the end', async () => {
  const headers = { 'x-request-id': 'sse-1', origin: 'https://shop.example.com', 'accept-encoding': 'gzip, br' };
  const answer = await open(server.url, subscription, eventStream, headers);
  expect(answer.response.status).toBe(200);
  expect(Object.fromEntries(answer.response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': 'sse-1',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': 'https://shop.example.com',
  });
  expect(answer.response.headers.has('content-encoding')).toBe(false);
  const stream = await server.opened.next();
  stream.push(returned('one'));
  expect(await answer.until('one"}}\n\n')).toBe(`:\n\n${event('one')}`);
  stream.push(returned('two'), returned('three'));
  expect(await answer.until('three"}}\n\n')).toBe(event('two') + event('three'));
  stream.end();
  expect(await answer.until('never')).toBe(complete);
});

test('a comment every 12 seconds keeps it open', async () => {
  const answer = await open(server.url, subscription, eventStream);
  const stream = await server.opened.next();
  expect(await answer.until('\n\n')).toBe(':\n\n');
  for (let time = 0; time < 3; time++) {
    server.clock.advance(12);
    expect(await answer.until('\n\n')).toBe(':\n\n');
  }
  stream.end();
  expect(await answer.until('never')).toBe(complete);
  expect(server.clock.waiting).toBe(0);
});

test('a result without data ends the stream, whatever comes after it', async () => {
  const answer = await open(server.url, subscription, eventStream);
  const stream = await server.opened.next();
  stream.push(returned('one'), lastResult('SHUTTING_DOWN'), returned('two'));
  const said = await answer.until('never');
  expect(said).toContain(event('one') + 'event: next\ndata: {"errors":[');
  expect(said).toContain('"SHUTTING_DOWN"');
  expect(said).toMatch(/\n\nevent: complete\ndata:\n\n$/);
  expect(said).not.toContain('two');
  expect(stream.returned).toBe(1);
});

describe('a client that takes nothing but events gets as events', () => {
  test.each<[string, string, string]>([
    ['the result of a query', '{ hello }', '{"data":{"hello":"world"}}'],
    ['what is not valid', '{ nothing }', '"code":"GRAPHQL_VALIDATION_FAILED"'],
    ['what is not GraphQL', '{', '"code":"GRAPHQL_PARSE_FAILED"'],
  ])('%s', async (_, query, result) => {
    const answer = await open(server.url, query, eventStream);
    expect([answer.response.status, answer.response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const said = await answer.until('never');
    expect(said).toMatch(/^:\n\nevent: next\ndata: \{[^\n]+\}\n\nevent: complete\ndata:\n\n$/);
    expect(said).toContain(result);
    expect(server.streamCounts().eventStreams).toBe(0);
  });

  test('what a plugin refuses after the stream was made, which is let go of', async () => {
    const answer = await open(server.url, 'subscription { refusedAfterAll }', eventStream);
    const stream = await server.opened.next();
    expect(await answer.until('never')).toContain('"code":"FORBIDDEN"');
    expect(stream.returned).toBe(1);
  });

  test('a token that cannot be used', async () => {
    const answer = await open(server.url, subscription, eventStream, { authorization: 'Bearer bad' });
    expect(await answer.until('never')).toContain('"code":"UNAUTHENTICATED"');
  });
});

test('a client that takes JSON, too, gets JSON for a single result, with its status', async () => {
  const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed';
  const answer = await post(server.url, '{"query":"{ hello }"}', { accept });
  expect(await answer.json()).toEqual({ data: { hello: 'world' } });
  const refused = await post(server.url, '{"query":"{ nothing }"}', { accept });
  expect([refused.status, refused.headers.get('content-type')]).toEqual([
    400,
    'application/graphql-response+json; charset=utf-8',
  ]);
  await refused.body?.cancel();
  const streamed = await open(server.url, subscription, accept);
  const stream = await server.opened.next();
  expect(streamed.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  stream.end();
});

test.each(['application/json', '*/*'])('a subscription of a client that takes %s is refused', async (accept) => {
  const answer = await post(server.url, JSON.stringify({ query: subscription }), { accept });
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('what is not GraphQL over HTTP is refused as ever', async () => {
  const answer = await post(server.url, '[', { accept: eventStream });
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
  ]);
});

describe('by GET', () => {
  const get = (query: string, headers: Record<string, string>, more = '') =>
    fetch(`${server.url}?query=${encodeURIComponent(query)}${more}`, { headers: { accept: eventStream, ...headers } });
  const asked = { 'apollo-require-preflight': 'true' };

  test('a subscription is a stream, where a header shows that a browser has asked', async () => {
    const answer = reading(await get('subscription A($f: ID) { returned(film: $f) }', asked, '&variables={"f":"1"}'));
    const stream = await server.opened.next();
    stream.push(returned('one'));
    expect(await answer.until('one"}}\n\n')).toBe(`:\n\n${event('one')}`);
    answer.leave();
    await stream.left;
  });

  test('without one it is refused: the EventSource of a browser can send none', async () => {
    const answer = await get(subscription, {});
    expect(await answer.text()).toContain('"code":"BAD_REQUEST"');
  });

  test.each([
    ['a mutation', 'mutation { change }', ''],
    ['one of several operations', 'mutation M { change } subscription S { returned }', '&operationName=M'],
  ])('%s is refused', async (_, query, more) => {
    expect(await (await get(query, asked, more)).text()).toContain('"code":"BAD_REQUEST"');
  });
});
