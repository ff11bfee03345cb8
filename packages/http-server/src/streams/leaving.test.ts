import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PushStream } from './push-stream.fixture.ts';
import { eventStream, multipart } from './http-client.fixture.ts';
import { RawWebSocket } from './raw-websocket.fixture.ts';
import { lineOf, returned, serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await serveStreams();
});
afterAll(() => server.stop());

/** A client that can stop reading, and go. */
interface Client {
  pause(): void;
  resume(): void;
  go(): void;
}

const httpClient =
  (accept: string) =>
  async (to: StreamServer, query: string): Promise<Client> => {
    const socket: Socket = connect(to.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    socket.resume();
    const body = JSON.stringify({ query });
    const head = `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: ${accept}\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}content-length: ${body.length}\r\n\r\n${body}`);
    return { pause: () => socket.pause(), resume: () => socket.resume(), go: () => socket.destroy() };
  };

const webSocketClient = async (to: StreamServer, query: string): Promise<Client> => {
  const raw = await RawWebSocket.connected(to.webSocketUrl);
  raw.subscribe('1', query);
  return { pause: () => raw.socket.pause(), resume: () => raw.socket.resume(), go: () => raw.socket.terminate() };
};

const clients = [
  ['event-stream', httpClient(eventStream)],
  ['multipart', httpClient(multipart)],
  ['websocket', webSocketClient],
] as const;

const none = { webSockets: 0, eventStreams: 0, multiparts: 0, webSocketOperations: 0 };

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A line is written when everything that belonged to the stream is gone. */
const ended = (to: StreamServer, transport: string) =>
  lineOf(to, (line) => line['msg'] === 'request' && line['transport'] === transport);

describe.each(clients)('a client of %s that goes', (transport, listen) => {
  test('while a result is waited for', async () => {
    const client = await listen(server, subscription);
    const stream = await server.opened.next();
    client.go();
    await stream.left;
    expect(await ended(server, transport)).toMatchObject({ transport, results: 0, end: 'left', aborted: true });
    expect([stream.returned, server.streamCounts()]).toEqual([1, { ...none, webSockets: expect.any(Number) }]);
  });

  test('while its operation is executed', async () => {
    const held = await serveStreams();
    const client = await listen(held, 'subscription { heldBack }');
    const context = await held.entered.next();
    const aborted = once(context.signal!, 'abort');
    client.go();
    await aborted;
    held.release.open();
    const stream = await held.opened.next();
    await stream.left;
    expect(await ended(held, transport)).toMatchObject({ results: 0, end: 'left' });
    expect(stream.returned).toBe(1);
    await held.stop();
    expect([held.streamCounts(), held.clock.waiting]).toEqual([none, 0]);
  });

  test('in the middle of many results', async () => {
    const client = await listen(server, subscription);
    const stream = await server.opened.next();
    for (let count = 0; count < 100; count++) stream.push(returned(String(count)));
    client.go();
    await stream.left;
    await ended(server, transport);
    expect(stream.returned).toBe(1);
  });
});

test('an operation that its client completes is let go of, also while it is executed', async () => {
  const held = await serveStreams();
  const raw = await RawWebSocket.connected(held.webSocketUrl);
  for (const query of ['subscription { heldBack }', subscription]) {
    raw.subscribe('1', query);
    await held.entered.next();
    const before = query === subscription ? await held.opened.next() : undefined;
    raw.say({ type: 'complete', id: '1' });
    raw.say({ type: 'ping' });
    await raw.messages.next();
    held.release.open();
    const stream = before ?? (await held.opened.next());
    await stream.left;
    expect(await ended(held, 'websocket')).toMatchObject({ end: 'left' });
    expect([stream.returned, held.streamCounts().webSocketOperations]).toEqual([1, 0]);
  }
  raw.socket.close();
  await held.stop();
});

test('an id that is taken again while the first is executed leaves no stream behind', async () => {
  const held = await serveStreams();
  const raw = await RawWebSocket.connected(held.webSocketUrl);
  raw.subscribe('1', 'subscription { heldBack }');
  raw.say({ type: 'complete', id: '1' });
  raw.subscribe('1', 'subscription { heldBack }');
  await held.entered.next();
  await held.entered.next();
  held.release.open();
  const streams = [await held.opened.next(), await held.opened.next()];
  await settled();
  raw.socket.terminate();
  await Promise.all(streams.map((stream) => stream.left));
  expect(streams.map((stream) => stream.returned)).toEqual([1, 1]);
  await held.stop();
  expect(held.streamCounts()).toEqual(none);
});

const large = returned('x'.repeat(256 * 1024));

/** Pushes until the connection takes no more. */
async function fill(stream: PushStream): Promise<number> {
  let pushed = 0;
  while (stream.queued === 0) {
    stream.push(large);
    if (++pushed > 1000) throw new Error('everything is taken');
    await settled();
  }
  return pushed;
}

describe.each(clients)('a client of %s that does not read', (transport, listen) => {
  test('is sent no more than its connection takes, and goes on when it reads', async () => {
    const client = await listen(server, subscription);
    const stream = await server.opened.next();
    stream.push(returned('one'));
    await settled();
    client.pause();
    const pushed = await fill(stream);
    for (let count = 0; count < 10; count++) stream.push(large);
    await settled();
    expect(stream.queued).toBeGreaterThanOrEqual(10);
    client.resume();
    stream.end();
    expect(await ended(server, transport)).toMatchObject({ results: pushed + 11, end: 'complete' });
    client.go();
  });

  test('is cut off after a while', async () => {
    const client = await listen(server, subscription);
    const stream = await server.opened.next();
    client.pause();
    await fill(stream);
    for (let beat = 0; beat < 8; beat++) server.clock.advance(5);
    await stream.left;
    const line = await ended(server, transport);
    expect(line['end']).toBe(transport === 'websocket' ? 'left' : 'SUBSCRIBER_TOO_SLOW');
    expect(stream.returned).toBe(1);
    client.go();
  });
});
