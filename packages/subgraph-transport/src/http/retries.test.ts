import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import {
  answerAs,
  filmIsUnavailable,
  startSubgraphServer,
  transportTo,
  type Behaviour,
} from './subgraph-server.fixture.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serverThat(behave: Behaviour) {
  const server = await startSubgraphServer(behave);
  stops.push(() => server.stop());
  return server;
}
function connect(...parameters: Parameters<typeof transportTo>) {
  const connected = transportTo(...parameters);
  stops.push(() => connected.transport.stop());
  return connected;
}

const dropsIt: Behaviour = (_response, _body, request) => request.socket.destroy();
const proxyFails: Behaviour = (response) => response.writeHead(503).end('no server');

test.each<[string, Behaviour]>([
  ['a broken connection', dropsIt],
  ['status 503', proxyFails],
  ['half an answer', (response, _body, request) => void response.write('{"data":', () => request.socket.destroy())],
])('a query that meets %s is sent again, to another instance', async (_, behave) => {
  const [bad, good] = [await serverThat(behave), await serverThat(answerAs('good'))];
  const { read, lines } = connect([bad.url, good.url]);
  for (let id = 0; id < 4; id++) expect(await read({ id })).toEqual({ data: { instance: 'good' } });
  expect(bad.requests).toBeGreaterThan(0);
  expect(lines).toEqual([]);
});

test('a query is sent three times at most, also where there is one instance only', async () => {
  const server = await serverThat(dropsIt);
  const { read } = connect(server.url);
  expect(await read()).toEqual(filmIsUnavailable);
  expect(server.requests).toBe(3);
});

test.each<[string, Behaviour]>([
  ['a broken connection', dropsIt],
  ['status 503', proxyFails],
])('a mutation that may have been seen is never sent again: %s', async (_, behave) => {
  const [bad, good] = [await serverThat(behave), await serverThat(behave)];
  const { write } = connect([bad.url, good.url]);
  expect(await write()).toEqual(filmIsUnavailable);
  expect(bad.requests + good.requests).toBe(1);
});

test('a mutation that no instance can have seen goes to another', async () => {
  const [gone, good] = [await serverThat(answerAs('gone')), await serverThat(answerAs('good'))];
  await gone.stop();
  const { write } = connect([gone.url, good.url]);
  for (let id = 0; id < 4; id++) expect(await write({ id })).toEqual({ data: { instance: 'good' } });
  expect(good.requests).toBe(4);
});

test.each<[string, Behaviour]>([
  ['an HTML page', (response) => response.end('<html>')],
  ['status 500 with a GraphQL error', (response) => response.writeHead(500).end('{"errors":[{"message":"x"}]}')],
  ['too many bytes', (response) => response.end(`{"data":{"a":"${'x'.repeat(2000)}"}}`)],
  ['too deep a list', (response) => response.end(`{"data":{"a":${'['.repeat(50)}${']'.repeat(50)}}}`)],
])('a query that was answered with %s is not sent again', async (_, behave) => {
  const server = await serverThat(behave);
  const { read } = connect(server.url, { maxResponseBytes: 1000, maxResponseDepth: 40 });
  expect((await read()).errors).toHaveLength(1);
  expect(server.requests).toBe(1);
});

test('an answer that does not come is not asked for again', async () => {
  const server = await serverThat(() => undefined);
  const { read } = connect(server.url, { deadlineSeconds: 0.1 });
  expect(await read()).toEqual(filmIsUnavailable);
  expect(server.requests).toBe(1);
});

test('retries of an outage are bounded over all requests', async () => {
  const server = await serverThat(dropsIt);
  const never = { consecutiveFailures: Infinity, failureRate: 2 };
  const { read } = connect(server.url, { connections: 5, retryRatio: 0.1, breaker: never });
  await Promise.all(Array.from({ length: 100 }, (_, id) => read({ id })));
  // The requests, the retries saved for ten of them, and a tenth of what they earned.
  expect(server.requests).toBeGreaterThanOrEqual(110);
  expect(server.requests).toBeLessThanOrEqual(120);
});

test('answers that are too large or too deep say nothing against the instance', async () => {
  const server = await serverThat((response) => response.end(`{"data":{"a":"${'x'.repeat(2000)}"}}`));
  const { read } = connect(server.url, { maxResponseBytes: 1000 });
  for (let id = 0; id < 20; id++) await read({ id });
  server.behave = answerAs('here');
  expect(await read()).toEqual({ data: { instance: 'here' } });
});

test('an answer that says it is too large is not read', async () => {
  let closed: Promise<unknown> | undefined;
  const server = await serverThat((response) => {
    closed = once(response, 'close');
    response.writeHead(200, { 'content-length': 50_000_000 }).flushHeaders();
  });
  const { read, lines } = connect(server.url);
  expect(await read()).toEqual(filmIsUnavailable);
  await closed;
  expect(lines).toMatchObject([{ err: { message: 'the answer is larger than may be taken' } }]);
});

test('nor is one that does not say it, beyond that size', async () => {
  const server = await serverThat((response) => {
    const more = () => {
      while (response.write('x'.repeat(1000)));
    };
    response.on('drain', more);
    more();
  });
  const { read, lines } = connect(server.url, { maxResponseBytes: 100_000 });
  expect(await read()).toEqual(filmIsUnavailable);
  expect(lines).toMatchObject([{ err: { message: 'the answer is larger than may be taken' } }]);
});

test('a compressed answer is taken, up to the size that any other may have', async () => {
  const compressed = (size: number): Behaviour => {
    return (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(`{"data":{"a":"${'x'.repeat(size)}"}}`));
  };
  const server = await serverThat(compressed(900));
  const { read, lines } = connect(server.url, { maxResponseBytes: 100_000 });
  expect((await read()).data).toEqual({ a: 'x'.repeat(900) });
  server.behave = compressed(10_000_000);
  expect(await read()).toEqual(filmIsUnavailable);
  expect(lines).toMatchObject([{ err: { message: 'the answer is larger than may be taken' } }]);
});
