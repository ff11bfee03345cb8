import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '@reelhouse/clock';
import type { IncomingRequest } from './options.ts';
import { ask, serve } from './server.fixture.ts';
import { eventStream, multipart, open } from './streams/http-client.fixture.ts';
import { RawWebSocket } from './streams/raw-websocket.fixture.ts';
import {
  lineOf,
  returned,
  serveStreams,
  subscription,
  tokenContext,
  type StreamServer,
} from './streams/stream-server.fixture.ts';

const heldBack = 'subscription { heldBack }';

describe('an operation that takes longer than it may', () => {
  let clock: ManualClock;
  let signals: (AbortSignal | undefined)[];
  let server: StreamServer;
  beforeEach(async () => {
    clock = new ManualClock('2026-03-01T10:00:00Z');
    signals = [];
    server = await serveStreams({
      timers: clock,
      limits: () => ({ requestSeconds: 5 }),
      streams: { perAddress: 2 },
      context(incoming) {
        signals.push(incoming.signal);
        return tokenContext(incoming);
      },
    });
  });
  afterEach(() => server.stop());

  /** What it does after all is let go of. */
  async function finishLate() {
    server.release.open();
    const stream = await server.opened.next();
    await stream.left;
    expect(stream.returned).toBe(1);
  }

  test('is answered without its result, and its signal aborted', async () => {
    const asked = ask(server.url, heldBack);
    await server.entered.next();
    clock.advance(5);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
    clock.advance(0.5);
    const { response, body } = await asked;
    expect([response.status, body]).toEqual([
      504,
      { errors: [{ message: expect.any(String), extensions: { code: 'GATEWAY_TIMEOUT' } }] },
    ]);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    const line = await lineOf(server, ({ msg }) => msg === 'request');
    expect(line).toMatchObject({ status: 504, errorCodes: ['GATEWAY_TIMEOUT'] });
    expect([server.operationCounts().inFlight, clock.waiting]).toEqual([0, 0]);
    server.release.open();
  });

  test.each([eventStream, multipart])('is one result to who takes nothing but %s', async (accept) => {
    const asked = [open(server.url, heldBack, accept), open(server.url, heldBack, accept)] as const;
    for (let count = 0; count < asked.length; count++) await server.entered.next();
    clock.advance(6);
    const [answer] = await Promise.all(asked);
    expect([answer.response.status, await answer.until('never')]).toEqual([
      200,
      expect.stringContaining('GATEWAY_TIMEOUT'),
    ]);
    await finishLate();
    await (
      await server.opened.next()
    ).left;
    // They do not count any more.
    const next = await open(server.url, subscription, accept);
    expect(next.response.status).toBe(200);
    next.leave();
  });

  test('is an error over a WebSocket', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    raw.subscribe('1', heldBack);
    await server.entered.next();
    clock.advance(6);
    expect(await raw.messages.next()).toMatchObject({
      type: 'error',
      id: '1',
      payload: [{ extensions: { code: 'GATEWAY_TIMEOUT' } }],
    });
    expect(signals.at(-1)?.aborted).toBe(true);
    const line = await lineOf(server, ({ transport }) => transport === 'websocket');
    expect(line).toMatchObject({ status: 504, errorCodes: ['GATEWAY_TIMEOUT'], end: 'GATEWAY_TIMEOUT' });
    await finishLate();
    raw.subscribe('2', '{ hello }');
    expect(await raw.messages.next()).toMatchObject({ type: 'next', id: '2' });
    raw.socket.terminate();
  });

  test('is none whose stream is open', async () => {
    const answer = await open(server.url, subscription, eventStream);
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    raw.subscribe('1', subscription);
    const streams = [await server.opened.next(), await server.opened.next()];
    for (const stream of streams) stream.push(returned('none'));
    await answer.until('none');
    await raw.messages.next();
    clock.advance(60);
    for (const stream of streams) stream.push(returned('one'));
    expect(await answer.until('one')).not.toContain('GATEWAY_TIMEOUT');
    expect(await raw.messages.next()).toMatchObject({ type: 'next' });
    answer.leave();
    raw.socket.terminate();
  });
});

test('a signal that is asked for after the time is over is aborted', async () => {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  const incomings: IncomingRequest[] = [];
  const server = await serve({
    timers: clock,
    limits: () => ({ requestSeconds: 1 }),
    context(incoming) {
      incomings.push(incoming);
      return { requestId: incoming.requestId, log: incoming.log };
    },
  });
  const asked = ask(server.url, '{ slow }');
  await server.entered.opened;
  clock.advance(2);
  expect((await asked).response.status).toBe(504);
  expect(incomings.map(({ signal }) => signal?.aborted)).toEqual([true]);
  server.release.open();
  await server.stop();
});

describe('a client that is too slow is cut off', () => {
  test.each([
    ['its head', 'POST /graphql HTTP/1.1\r\nhost: x\r\n', 'x-slow: '],
    [
      'its body',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"query":"',
      ' ',
    ],
  ])('with %s', async (_, begun, byte) => {
    const server = await serve({ patience: { headSeconds: 0.1, requestSeconds: 0.1, checkSeconds: 0.02 } });
    const socket = connect(server.port, '127.0.0.1');
    const sending = setInterval(() => void socket.write(byte), 10);
    socket.on('error', () => undefined);
    socket.write(begun);
    const answer = await text(socket);
    clearInterval(sending);
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\nconnection: close/);
    await server.stop();
  });

  test('with its answer, and the others are answered meanwhile', async () => {
    const clock = new ManualClock('2026-03-01T10:00:00Z');
    const large = 'x'.repeat(64 * 1024 * 1024);
    const server = await serve({
      timers: clock,
      routes: [{ path: '/large', handle: () => ({ status: 200, body: large }) }],
    });
    const socket = connect({ port: server.port, host: '127.0.0.1' });
    socket.pause().write('GET /large HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'connect');
    while (clock.waiting === 0) await ask(server.url, '{ hello }');
    clock.advance(29);
    expect((await ask(server.url, '{ hello }')).response.status).toBe(200);
    expect(server.lines.filter(({ path }) => path === '/large')).toEqual([]);
    const closed = once(socket, 'close');
    clock.advance(2);
    let bytes = 0;
    socket
      .on('data', (chunk) => (bytes += chunk.length))
      .on('error', () => undefined)
      .resume();
    await closed;
    expect(bytes).toBeLessThan(large.length);
    expect(server.lines.find(({ path }) => path === '/large')).toMatchObject({ aborted: true });
    expect(clock.waiting).toBe(0);
    await server.stop();
  });
});
