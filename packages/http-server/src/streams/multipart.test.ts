import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastResult } from './held-stream.ts';
import { multipart, open } from './http-client.fixture.ts';
import { returned, serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await serveStreams({ compression: true });
});
afterAll(() => server.stop());

const part = (json: string) => `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;
const opening = `\r\n--graphql${part('{}')}`;
const payload = (film: string) => part(`{"payload":{"data":{"returned":"${film}"}}}`);

test('a subscription is a part for each result, with the boundary right after it', async () => {
  const answer = await open(server.url, subscription, multipart, { 'accept-encoding': 'gzip' });
  expect(Object.fromEntries(answer.response.headers)).toMatchObject({
    'content-type': 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const stream = await server.opened.next();
  stream.push(returned('one'));
  expect(await answer.until('one"}}}\r\n--graphql')).toBe(opening + payload('one'));
  server.clock.advance(5);
  expect(await answer.until('--graphql')).toBe(part('{}'));
  stream.push(returned('two'));
  stream.end();
  expect(await answer.until('never')).toBe(`${payload('two')}--\r\n`);
  expect(server.clock.waiting).toBe(0);
});

test('errors of a field are part of the payload; those that end the stream stand beside it', async () => {
  const answer = await open(server.url, subscription, multipart);
  const stream = await server.opened.next();
  const { errors } = lastResult('SUBGRAPH_UNAVAILABLE');
  stream.push({ data: { returned: null }, errors: errors! }, lastResult('SUBSCRIPTION_SCHEMA_RELOAD'));
  const said = await answer.until('never');
  expect(said).toMatch(
    /\{"payload":\{"errors":\[\{[^\n]*SUBGRAPH_UNAVAILABLE[^\n]*\],"data":\{"returned":null\}\}\}\r\n/,
  );
  expect(said).toMatch(/\{"payload":null,"errors":\[\{[^\n]*SUBSCRIPTION_SCHEMA_RELOAD[^\n]*\]\}\r\n--graphql--\r\n$/);
});

test('a client that takes nothing else gets a single result as a part', async () => {
  const answer = await open(server.url, '{ hello }', multipart);
  expect(await answer.until('never')).toBe(`${opening}${part('{"payload":{"data":{"hello":"world"}}}')}--\r\n`);
});

test('one that takes JSON gets JSON, with its status', async () => {
  const answer = await open(server.url, 'subscription { nothing }', `${multipart}, application/json`);
  expect(answer.response.status).toBe(400);
  expect(await answer.until('never')).toMatch(/^\{"errors":.*GRAPHQL_VALIDATION_FAILED/);
});
