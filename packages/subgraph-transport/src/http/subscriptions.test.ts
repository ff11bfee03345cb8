import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { read, startEventServer, subscriptionTo, Ticks } from './event-server.fixture.ts';
import { filmIsUnavailable, startSubgraphServer, transportTo } from './subgraph-server.fixture.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Options = Parameters<typeof transportTo>[1];

function connect(url: string | readonly string[], options: Options = {}) {
  const { transport, lines } = transportTo(url, options);
  stops.push(() => transport.stop());
  return {
    lines,
    transport,
    follow: (signal = new AbortController().signal) => {
      const context = { requestId: 'r-1', log: quiet } as never;
      return transport.subscribe(subscriptionTo('tick'))({ from: 1 }, context, signal);
    },
  };
}

const quiet = { warn: () => undefined, error: () => undefined };

/** A server that says what a test says. */
async function startTeller() {
  let arrived: ((response: ServerResponse) => void) | undefined;
  const server = await startSubgraphServer((response) => arrived?.(response));
  stops.push(() => server.stop());
  const opened = new Promise<ServerResponse>((resolve) => (arrived = resolve));
  return { server, opened };
}

function begin(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  return response;
}

const next = (tick: number) => `event: next\ndata: {"data":{"tick":${tick}}}\n\n`;

test('a subgraph that dies costs the subscription, which says so and ends', async () => {
  const ticks = new Ticks();
  const server = await startEventServer(ticks);
  stops.push(() => server.kill());
  const responses = connect(server.url).follow();
  ticks.tell(1);
  expect(await read(responses, 1)).toEqual([{ data: { tick: 1 } }]);
  await server.kill();
  expect(await read(responses)).toEqual([filmIsUnavailable]);
});

test('what was sent is never sent again: it would give events twice', async () => {
  const server = await startSubgraphServer((_response, _body, request) => request.socket.destroy());
  stops.push(() => server.stop());
  expect(await read(connect(server.url, { retries: 2 }).follow())).toEqual([filmIsUnavailable]);
  expect(server.requests).toBe(1);
});

test('an instance that nobody listens at is no reason to give up', async () => {
  const dead = await startSubgraphServer(() => undefined);
  await dead.stop();
  const ticks = new Ticks();
  const server = await startEventServer(ticks);
  stops.push(() => server.kill());
  const { follow } = connect([dead.url, server.url], { retries: 1 });
  for (const tick of [1, 2]) {
    ticks.tell(tick);
    const responses = follow();
    expect(await read(responses, 1)).toEqual([{ data: { tick } }]);
    await responses.return!();
    await ticks.until(({ listeners }) => listeners === 0);
  }
});

test('a subgraph is asked as the protocol has it, for whoever asks', async () => {
  const ticks = new Ticks();
  const server = await startEventServer(ticks);
  stops.push(() => server.kill());
  const outcomes: unknown[] = [];
  let began = (): void => undefined;
  const beginning = new Promise<void>((resolve) => (began = resolve));
  const { follow } = connect(server.url, {
    headers: () => ({ 'x-viewer': 'v' }),
    observer: {
      fetchStarted: ({ kind }) => {
        outcomes.push(kind);
        return {
          headers: { traceparent: '00-1-2-01' },
          ended(outcome) {
            outcomes.push(outcome);
            began();
          },
        };
      },
    },
  });
  ticks.tell(1);
  await read(follow(), 1);
  await beginning;
  expect(server.requests[0]?.headers).toMatchObject({
    accept: 'text/event-stream',
    'content-type': 'application/json',
    'x-request-id': 'r-1',
    'x-viewer': 'v',
    traceparent: '00-1-2-01',
  });
  expect(outcomes).toEqual(['subscription', { result: 'answered', errors: 0, shared: false }]);
});

test('subscriptions leave the connections of queries alone', async () => {
  const { server, opened } = await startTeller();
  const { follow, transport } = connect(server.url, { connections: 1 });
  const responses = follow();
  const first = responses.next();
  begin(await opened).write(next(1));
  await first;
  server.behave = (response) => response.end('{"data":{"instance":"here"}}');
  const ask = transport.prepare({ ...subscriptionTo('tick'), kind: 'query' });
  expect(await ask({}, { requestId: 'r-1', log: quiet } as never)).toEqual({ data: { instance: 'here' } });
});

test('events are read however their bytes are cut', async () => {
  const { server, opened } = await startTeller();
  const responses = connect(server.url).follow();
  const all = read(responses);
  const response = begin(await opened);
  const text = [
    '\ufeff: welcome\r\n\r\n',
    'event: next\r\ndata: {"data":\r\ndata: {"tick":1}}\r\n\r\n',
    ': ping\n\n',
    'id: 7\rdata:{"data":{"tick":2}}\revent:next\r\r',
    'event: next\ndata: {"data":{"tick":3},"errors":[{"message":"ü","extensions":{"code":"BAD_USER_INPUT"}}]}\n\n',
    'event: complete\ndata: \n\n',
  ].join('');
  for (const byte of Buffer.from(text)) {
    response.write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await all).toEqual([
    { data: { tick: 1 } },
    { data: { tick: 2 } },
    { data: { tick: 3 }, errors: [{ message: 'ü', extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
  // The server has not ended its response, but is not waited for.
  await once(response, 'close');
});

test.each<[string, (response: ServerResponse) => void]>([
  ['ends without saying so', (response) => begin(response).end()],
  ['sends what is no JSON', (response) => begin(response).end('event: next\ndata: {"data":\n\n')],
  ['sends what is no response', (response) => begin(response).end('event: next\ndata: {"tick":1}\n\n')],
  [
    'sends a response that is too deep',
    (response) => begin(response).end(`event: next\ndata: {"data":{"a":${'['.repeat(300)}${']'.repeat(300)}}}\n\n`),
  ],
  ['sends an event that is too large', (response) => begin(response).end(`event: next\ndata: ${'x'.repeat(3000)}\n\n`)],
  ['sends a line without end', (response) => begin(response).write('x'.repeat(3000))],
  ['has no server behind its proxy', (response) => response.writeHead(503).end()],
  ['answers with a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
  ['answers more than may be taken', (response) => response.writeHead(200).end('x'.repeat(3000))],
])('a subgraph that %s is not available', async (_, behave) => {
  const server = await startSubgraphServer(behave);
  stops.push(() => server.stop());
  expect(await read(connect(server.url, { maxResponseBytes: 2000 }).follow())).toEqual([filmIsUnavailable]);
});

test('a subgraph that answers at once, because it refuses, is heard', async () => {
  const server = await startSubgraphServer((response) =>
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end('{"errors":[{"message":"no","extensions":{"code":"BAD_USER_INPUT"}}]}'),
  );
  stops.push(() => server.stop());
  expect(await read(connect(server.url).follow())).toEqual([
    { errors: [{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
});

test('a subgraph that is not read from is held back', async () => {
  const { server, opened } = await startTeller();
  const { follow, transport } = connect(server.url);
  const responses = follow();
  const first = responses.next();
  const response = begin(await opened);
  const large = `event: next\ndata: {"data":{"tick":1,"pad":"${'x'.repeat(60_000)}"}}\n\n`;
  let sent = 0;
  const send = (): void => void response.write(large, () => ++sent < 400 && send());
  send();
  await first;
  server.behave = (answer) => answer.end('{"data":{"instance":"here"}}');
  const ask = transport.prepare({ ...subscriptionTo('tick'), kind: 'query' });
  for (let turn = 0; turn < 200; turn++) await ask({ turn }, { requestId: 'r-1', log: quiet } as never);
  // All that the connection and its ends hold, but not all that there is.
  expect(sent).toBeLessThan(300);
  await read(responses, 399);
  expect(sent).toBe(400);
});

test('a breaker that is open lets no subscription pass, and one that begins closes it', async () => {
  const server = await startSubgraphServer((response) => response.writeHead(503).end());
  stops.push(() => server.stop());
  const options = { breaker: { consecutiveFailures: 1, openSeconds: 1 }, now: () => time };
  let time = 0;
  const { follow } = connect(server.url, options);
  await read(follow());
  await read(follow());
  expect(server.requests).toBe(1);
  time = 2000;
  server.behave = (response) => begin(response).end(`${next(1)}event: complete\ndata:\n\n`);
  expect(await read(follow())).toEqual([{ data: { tick: 1 } }]);
  expect(await read(follow())).toEqual([{ data: { tick: 1 } }]);
});

test('a transport that stops ends its subscriptions', async () => {
  const { server, opened } = await startTeller();
  const { follow, transport } = connect(server.url);
  const responses = follow();
  const first = responses.next();
  const response = begin(await opened);
  response.write(next(1));
  await first;
  const closed = once(response, 'close');
  await transport.stop();
  expect(await read(responses)).toEqual([filmIsUnavailable]);
  await closed;
});
