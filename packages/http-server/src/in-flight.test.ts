import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ManualClock } from '@reelhouse/clock';
import { Refusal } from './refusal.ts';
import { ask, post, serve } from './server.fixture.ts';
import { eventStream, open } from './streams/http-client.fixture.ts';
import { RawWebSocket } from './streams/raw-websocket.fixture.ts';
import { serveStreams, subscription } from './streams/stream-server.fixture.ts';

const shop = 'https://shop.example.com';
const clock = new ManualClock('2026-03-01T10:00:00Z');

let seen: string[];
let maxInFlight: number;
let server: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  seen = [];
  maxInFlight = 1;
  server = await serve({
    limits: () => ({ maxInFlight }),
    timers: clock,
    // Whose connections are not paused.
    trustedProxies: 1,
    cors: { origins: [shop] },
    context({ requestId, log }) {
      seen.push('context');
      return { requestId, log };
    },
    observer: {
      begin() {
        seen.push('trace');
        return { end: () => undefined };
      },
    },
  });
});
afterEach(async () => {
  server.release.open();
  await server.stop();
});

test('one operation more is refused at once, and nothing of it is read, made or logged on its own', async () => {
  const slow = ask(server.url, '{ slow }');
  await server.entered.opened;
  const bodies = ['{"query":"{ hello }"}', 'not even JSON', ' '.repeat(100_000)];
  seen.length = 0;
  server.lines.length = 0;
  for (const body of bodies) {
    const refused = await post(server.url, body, { origin: shop });
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('cache-control')]).toEqual([
      503,
      '1',
      'no-store',
    ]);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_CONCURRENCY_LIMITED' } }] });
    expect(refused.headers.get('access-control-allow-origin')).toBe(shop);
    expect(refused.headers.get('connection')).toBe(body.length > 65_536 ? 'close' : 'keep-alive');
  }
  expect(seen).toEqual([]);
  expect(server.operationCounts()).toEqual({ inFlight: 1, refused: 3 });
  const warned = () => server.lines.map(({ level, msg, refused }) => ({ level, msg, refused }));
  const msg = 'operations are refused: too many at a time';
  expect(warned()).toEqual([{ level: 40, msg, refused: 1 }]);
  clock.advance(1);
  expect(warned()).toEqual([
    { level: 40, msg, refused: 1 },
    { level: 40, msg, refused: 2 },
  ]);
  clock.advance(1);
  expect([warned().length, clock.waiting]).toEqual([2, 0]);
  server.release.open();
  await slow;
});

test('there is room again when the answer is sent, and what is not an operation is never refused', async () => {
  const slow = ask(server.url, '{ slow }');
  await server.entered.opened;
  expect((await fetch(`${server.origin}/health/live`)).status).toBe(200);
  expect((await fetch(`${server.origin}/nothing`)).status).toBe(404);
  const headers = { origin: shop, 'access-control-request-method': 'POST' };
  expect((await fetch(server.url, { method: 'OPTIONS', headers })).status).toBe(204);
  expect((await ask(server.url, '{ hello }')).response.status).toBe(503);
  server.release.open();
  await slow;
  for (const query of ['{ hello }', '{ broken }', '{ nothing }', '{']) {
    expect((await ask(server.url, query)).response.status).not.toBe(503);
  }
  expect((await post(server.url, 'not even JSON')).status).toBe(400);
  expect(server.operationCounts().inFlight).toBe(0);
});

test('a limit that is raised holds at once', async () => {
  const slow = ask(server.url, '{ slow }');
  await server.entered.opened;
  expect((await ask(server.url, '{ hello }')).response.status).toBe(503);
  maxInFlight = 2;
  expect((await ask(server.url, '{ hello }')).response.status).toBe(200);
  server.release.open();
  await slow;
});

test('a request whose body comes slowly keeps nobody out, and is refused when there is no room for it', async () => {
  const body = '{"query":"{ hello }"}';
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  socket.write(head + body.slice(0, 5));
  expect((await ask(server.url, '{ hello }')).response.status).toBe(200);
  const slow = ask(server.url, '{ slow }');
  await server.entered.opened;
  const answered = once(socket, 'data');
  socket.write(body.slice(5));
  expect(String((await answered)[0])).toMatch(/^HTTP\/1.1 503 [^]+REQUEST_CONCURRENCY_LIMITED/);
  socket.destroy();
  expect(server.operationCounts()).toEqual({ inFlight: 1, refused: 1 });
  server.release.open();
  await slow;
});

test('a stream is under way until it is open, and an operation over a WebSocket while it is executed', async () => {
  const gated: string[] = [];
  const streams = await serveStreams({
    limits: () => ({ maxInFlight: 1 }),
    trustedProxies: 1,
    gate: {
      enter: () => void gated.push('entered'),
      admit: ({ parameters }) => ({ parameters }),
    },
  });
  const answer = await open(streams.url, subscription, eventStream);
  await streams.opened.next();
  const raw = await RawWebSocket.connected(streams.webSocketUrl);
  raw.subscribe('1', subscription);
  await streams.opened.next();
  expect((await ask(streams.url, '{ hello }')).response.status).toBe(200);
  expect(streams.operationCounts()).toEqual({ inFlight: 0, refused: 0 });

  raw.subscribe('2', 'subscription { heldBack }');
  await streams.entered.next();
  await streams.entered.next();
  await streams.entered.next();
  gated.length = 0;
  const refused = await ask(streams.url, '{ hello }');
  expect([refused.response.status, gated]).toEqual([503, []]);
  raw.subscribe('3', '{ hello }');
  expect(await raw.messages.next()).toMatchObject({
    type: 'error',
    id: '3',
    payload: [{ extensions: { code: 'REQUEST_CONCURRENCY_LIMITED' } }],
  });
  expect(streams.operationCounts()).toEqual({ inFlight: 1, refused: 2 });
  streams.release.open();
  await streams.opened.next();
  raw.subscribe('4', '{ hello }');
  expect(await raw.messages.next()).toMatchObject({ type: 'next', id: '4' });
  answer.leave();
  raw.socket.terminate();
  await streams.stop();
});

test('what the gate does not let enter is not under way', async () => {
  const closed = await serve({
    limits: () => ({ maxInFlight: 1 }),
    gate: {
      enter: () => new Refusal(429, 'REQUEST_RATE_LIMITED', 'Too much.'),
      admit: ({ parameters }) => ({ parameters }),
    },
  });
  for (let time = 1; time <= 3; time++) expect((await ask(closed.url, '{ hello }')).response.status).toBe(429);
  expect(closed.operationCounts()).toEqual({ inFlight: 0, refused: 0 });
  await closed.stop();
});

test('who does not wait as it was told is not read from meanwhile', async () => {
  const direct = await serve({ limits: () => ({ maxInFlight: 0 }), timers: clock });
  const socket = connect(direct.port, '127.0.0.1').setEncoding('utf8');
  const answers: string[] = [];
  socket.on('data', (text: string) => void answers.push(text));
  const asked = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n';
  socket.write(asked);
  await once(socket, 'data');
  // Another connection is answered after the pause has begun.
  expect((await ask(direct.url, '{ hello }', { connection: 'close' })).response.status).toBe(503);
  socket.write(asked);
  expect((await fetch(`${direct.origin}/health/live`)).status).toBe(200);
  expect((await fetch(`${direct.origin}/health/live`)).status).toBe(200);
  expect([answers.length, direct.operationCounts().refused]).toEqual([1, 2]);
  const answered = once(socket, 'data');
  clock.advance(2);
  await answered;
  expect(answers).toEqual([expect.stringContaining('503'), expect.stringContaining('503')]);
  socket.destroy();
  await direct.stop();
});
