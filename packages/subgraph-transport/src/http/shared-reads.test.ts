import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filmIsUnavailable, startSubgraphServer, transportTo } from './subgraph-server.fixture.ts';

type Server = Awaited<ReturnType<typeof startSubgraphServer>>;
let server: Server;
let waiting: { readonly response: ServerResponse; readonly body: string }[];
let arrived: (() => void) | undefined;
beforeEach(async () => {
  waiting = [];
  server = await startSubgraphServer((response, body) => {
    waiting.push({ response, body });
    arrived?.();
  });
});
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await server.stop();
});

function connect(options?: Parameters<typeof transportTo>[1]) {
  const connected = transportTo(server.url, options);
  stops.push(() => connected.transport.stop());
  return connected;
}

async function requests(count: number): Promise<void> {
  while (waiting.length < count) await new Promise<void>((resolve) => (arrived = resolve));
}

function answerAll(data: object = { films: [{ title: 'Academy Dinosaur' }] }): void {
  for (const { response } of waiting) response.end(JSON.stringify({ data }));
}

test('identical queries in flight are sent once, and each gets a response of its own', async () => {
  const { read } = connect();
  const reads = [read({ id: 1 }), read({ id: 1 }), read({ id: 1 }), read({ id: 2 })];
  await requests(2);
  answerAll();
  const responses = await Promise.all(reads);
  expect(server.requests).toBe(2);
  for (const response of responses) expect(response).toEqual({ data: { films: [{ title: 'Academy Dinosaur' }] } });
  const parts = responses.flatMap(({ data }) => [data, data?.['films'], (data?.['films'] as unknown[])[0]]);
  expect(new Set(parts).size).toBe(12);
});

test('once it is answered, the next is sent again', async () => {
  const { read } = connect();
  const first = read();
  await requests(1);
  answerAll();
  await first;
  const second = read();
  await requests(2);
  answerAll();
  await second;
});

test('queries are shared within an identity only', async () => {
  const { read } = connect({ headers: () => ({}), identityKey: ({ viewer }) => viewer });
  const viewers = ['1', '2', '1', undefined, undefined, ''];
  const reads = viewers.map((viewer) => read({}, { ...(viewer !== undefined && { viewer }) }));
  await requests(4);
  answerAll();
  await Promise.all(reads);
  expect(server.requests).toBe(4);
});

test('an identity cannot be made to look like the start of a query', async () => {
  const { read } = connect({ identityKey: ({ viewer }) => viewer });
  const reads = [read(), read({}, { viewer: '{' }), read({}, { viewer: '"' })];
  await requests(3);
  answerAll();
  await Promise.all(reads);
});

test.each([
  ['headers that may tell who asks, without a key of the identity', { headers: () => ({ authorization: 'x' }) }],
  ['sharing turned off', { shareReads: false }],
])('nothing is shared with %s', async (_, options) => {
  const { read } = connect(options);
  const reads = [read(), read()];
  await requests(2);
  answerAll();
  await Promise.all(reads);
});

test('mutations are never shared', async () => {
  const { write } = connect();
  const writes = [write(), write()];
  await requests(2);
  answerAll();
  await Promise.all(writes);
});

test('who reads after a mutation does not get what was read before it', async () => {
  const { read, write } = connect();
  const early = read();
  await requests(1);
  const written = write();
  await requests(2);
  waiting[1]?.response.end('{"data":{}}');
  await written;
  const late = read();
  await requests(3);
  waiting[0]?.response.end('{"data":{"films":"before"}}');
  waiting[2]?.response.end('{"data":{"films":"after"}}');
  expect([await early, await late]).toEqual([{ data: { films: 'before' } }, { data: { films: 'after' } }]);
});

test('an error of a shared query is logged once, under the id that everybody is told', async () => {
  const { read, lines } = connect();
  const reads = ['r-1', 'r-2', 'r-3'].map((requestId) => read({}, { requestId }));
  await requests(1);
  waiting[0]?.response.end('{"data":null,"errors":[{"message":"connect 10.0.0.1"}]}');
  for (const { errors } of await Promise.all(reads))
    expect(errors?.[0]?.extensions).toMatchObject({ requestId: 'r-1' });
  expect(lines).toMatchObject([{ msg: 'a subgraph failed' }]);
});

test('a subgraph that drops a shared query is logged once', async () => {
  const { read, lines } = connect({ retries: 0 });
  const reads = [read(), read()];
  await requests(1);
  waiting[0]?.response.destroy();
  expect(await Promise.all(reads)).toEqual([filmIsUnavailable, filmIsUnavailable]);
  expect(lines).toMatchObject([{ msg: 'a subgraph did not answer' }]);
});

test('who joins late has a deadline of their own', async () => {
  const left = new Map([
    ['hurried', 0.05],
    ['patient', 5],
  ]);
  const { read } = connect({ secondsLeft: ({ viewer = '' }) => left.get(viewer) });
  const hurried = read({}, { viewer: 'hurried' });
  const patient = read({}, { viewer: 'patient' });
  expect(await hurried).toEqual(filmIsUnavailable);
  answerAll();
  expect((await patient).data).toBeDefined();
  expect(server.requests).toBe(1);
});
