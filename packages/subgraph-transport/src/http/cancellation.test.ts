import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerAs, filmIsUnavailable, startSubgraphServer, transportTo } from './subgraph-server.fixture.ts';

let server: Awaited<ReturnType<typeof startSubgraphServer>>;
let connected: ReturnType<typeof transportTo>;
let sockets: Socket[];
let respond: (() => void)[];
let arrived: (() => void) | undefined;
beforeEach(async () => {
  sockets = [];
  respond = [];
  server = await startSubgraphServer((response, body, request) => {
    sockets.push(request.socket);
    respond.push(() => answerAs('here')(response, body, request));
    arrived?.();
  });
  connected = transportTo(server.url, { breaker: { consecutiveFailures: 1 } });
});
afterEach(async () => {
  await connected.transport.stop();
  await server.stop();
});

async function requests(count: number): Promise<void> {
  while (sockets.length < count) await new Promise<void>((resolve) => (arrived = resolve));
}

/** Resolves when the subgraph sees that its first connection is closed. */
async function firstClosed(): Promise<void> {
  const [socket] = sockets;
  if (!socket) throw new Error('nobody has connected');
  if (!socket.destroyed) await once(socket, 'close');
}

test('a client that goes away ends its query: the subgraph sees the connection closed', async () => {
  const client = new AbortController();
  const answer = connected.read({}, { signal: client.signal });
  await requests(1);
  const closed = firstClosed();
  client.abort();
  expect(await answer).toEqual(filmIsUnavailable);
  await closed;
  expect(connected.lines).toEqual([]);
});

test('which says nothing against the instance', async () => {
  const client = new AbortController();
  const answer = connected.read({}, { signal: client.signal });
  await requests(1);
  client.abort();
  await answer;
  const next = connected.read();
  await requests(2);
  respond[1]?.();
  expect(await next).toEqual({ data: { instance: 'here' } });
});

test('a client that has gone already is not asked for', async () => {
  expect(await connected.read({}, { signal: AbortSignal.abort() })).toEqual(filmIsUnavailable);
  expect(server.requests).toBe(0);
});

test('a shared query ends with the last of those who wait for it', async () => {
  const clients = [new AbortController(), new AbortController(), new AbortController()];
  const answers = clients.map(({ signal }) => connected.read({}, { signal }));
  await requests(1);
  const closed = firstClosed();
  clients[0]?.abort();
  clients[1]?.abort();
  expect(await Promise.all(answers.slice(0, 2))).toEqual([filmIsUnavailable, filmIsUnavailable]);
  expect(sockets[0]?.destroyed).toBe(false);
  clients[2]?.abort();
  expect(await answers[2]).toEqual(filmIsUnavailable);
  await closed;
  expect(server.requests).toBe(1);
});

test('and is answered to those who have stayed', async () => {
  const client = new AbortController();
  const answers = [connected.read({}, { signal: client.signal }), connected.read()];
  await requests(1);
  client.abort();
  await answers[0];
  respond[0]?.();
  expect(await answers[1]).toEqual({ data: { instance: 'here' } });
  expect(server.requests).toBe(1);
});

test('who asks when the last one has left gets a request of their own', async () => {
  const client = new AbortController();
  const left = connected.read({}, { signal: client.signal });
  await requests(1);
  client.abort();
  const next = connected.read();
  await left;
  await requests(2);
  respond[1]?.();
  expect(await next).toEqual({ data: { instance: 'here' } });
});

test('a mutation goes on when its client goes away', async () => {
  const client = new AbortController();
  const answer = connected.write({}, { signal: client.signal });
  await requests(1);
  client.abort();
  respond[0]?.();
  expect(await answer).toEqual({ data: { instance: 'here' } });
});

test('one client may wait for many queries: its signal has one listener', async () => {
  const client = new AbortController();
  let listeners = 0;
  const { signal } = client;
  const add = signal.addEventListener.bind(signal);
  signal.addEventListener = (...parameters: Parameters<typeof add>) => {
    listeners++;
    add(...parameters);
  };
  const answers = Array.from({ length: 20 }, (_, id) => connected.read({ id }, { signal }));
  await requests(20);
  for (const answer of respond) answer();
  await Promise.all(answers);
  expect(listeners).toBe(1);
});
