import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../server.fixture.ts';
import { lastResult } from './held-stream.ts';
import { RawWebSocket, refusedUpgrade } from './raw-websocket.fixture.ts';
import { returned, serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await serveStreams({
    maxBodyBytes: 1000,
    cors: { origins: ['https://shop.example.com'] },
    streams: { maxOperationsPerConnection: 3 },
  });
});
afterAll(() => server.stop());

const withoutRequestId = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'requestId' ? '' : value)));

describe('a handshake', () => {
  test.each<[string, string, object, number, string]>([
    ['at another path', '/health', {}, 404, 'BAD_REQUEST'],
    ['below the path', '/graphql/', {}, 404, 'BAD_REQUEST'],
    ['of a page elsewhere', '/graphql', { origin: 'https://elsewhere.example.com' }, 403, 'BAD_REQUEST'],
    ['of a page without an origin', '/graphql', { origin: 'null' }, 403, 'BAD_REQUEST'],
    ['of a page on another port', '/graphql', { origin: 'http://127.0.0.1:1' }, 403, 'BAD_REQUEST'],
    [
      'of a page whose name begins alike',
      '/graphql',
      { origin: 'https://shop.example.com.evil.com' },
      403,
      'BAD_REQUEST',
    ],
  ])('%s is refused', async (_, path, options, status, code) => {
    const refused = await refusedUpgrade(server.webSocketUrl.replace('/graphql', path), options);
    expect(refused).toMatchObject({
      status,
      code,
      headers: { connection: 'close', 'x-content-type-options': 'nosniff', 'x-request-id': expect.any(String) },
    });
    expect(server.streamCounts().webSockets).toBe(0);
  });

  test.each([
    ['no key', { 'sec-websocket-version': '13' }],
    ['another version', { 'sec-websocket-version': '7', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }],
  ])('with %s is refused', async (_, more) => {
    const headers = { connection: 'Upgrade', upgrade: 'websocket', ...more };
    const sent = request({ port: server.port, host: '127.0.0.1', path: '/graphql', headers }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers['sec-websocket-version']]).toEqual([400, '13']);
    expect(JSON.parse(await text(answer))).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test.each([
    ['no page', {}],
    ['a page of this origin', { origin: 'http://own' }],
    ['a page of this origin, behind TLS', { origin: 'https://own' }],
    ['a page of the list', { origin: 'https://shop.example.com' }],
  ])('of %s is taken', async (_, { origin }: { origin?: string }) => {
    const named = origin === undefined ? {} : { origin: origin.replace('own', `127.0.0.1:${server.port}`) };
    const raw = await RawWebSocket.connected(server.webSocketUrl, undefined, named);
    raw.socket.close();
    await raw.closed;
  });

  test('the cookies of a page that may send none do not count', async () => {
    const cookies: (string | undefined)[] = [];
    const origins = ['https://shop.example.com'];
    const context = ({
      requestId,
      log,
      headers: { cookie },
    }: {
      requestId: string;
      log: never;
      headers: { cookie?: string };
    }) => {
      cookies.push(cookie);
      return { requestId, log };
    };
    for (const credentials of [false, true]) {
      const strict = await serveStreams({ cors: { origins, credentials }, context: context as never });
      for (const named of [{}, { origin: origins[0]! }]) {
        const options = { ...named, headers: { cookie: 'session=1' } };
        (await RawWebSocket.connected(strict.webSocketUrl, undefined, options)).socket.terminate();
      }
      await strict.stop();
    }
    expect(cookies).toEqual(['session=1', undefined, 'session=1', 'session=1']);
  });

  test.each([[['graphql-ws']], [['soap']], [[]]])('for the protocols %j is closed, saying why', async (protocols) => {
    const raw = await RawWebSocket.open(server.webSocketUrl, protocols);
    expect(await raw.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });

  test('an upgrade to something else is passed over, as by a server without WebSockets', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'content-type': 'application/json' };
    const sent = request({ port: server.port, host: '127.0.0.1', method: 'POST', path: '/graphql', headers });
    sent.end('{"query":"{ hello }"}');
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect([answer.statusCode, await text(answer)]).toEqual([200, '{"data":{"hello":"world"}}\n']);
  });
});

describe('connection_init', () => {
  test('has to come within three seconds', async () => {
    const raw = await RawWebSocket.open(server.webSocketUrl);
    while (server.clock.waiting < 2) await new Promise((resolve) => setImmediate(resolve));
    server.clock.advance(3);
    expect(await raw.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  test.each<[string, object | string, number, string]>([
    ['a token that cannot be used', { authorization: 'Bearer bad' }, 4403, 'UNAUTHENTICATED'],
    ['the same, by the other name', { Authorization: 'Bearer bad' }, 4403, 'UNAUTHENTICATED'],
    ['a context that breaks', { authorization: 'Bearer broken' }, 4500, 'INTERNAL_SERVER_ERROR'],
    ['a token that is not text', { authorization: { toString: 1 } }, 4400, 'BAD_REQUEST'],
    ['a token that is too long', { authorization: 'x'.repeat(8 * 1024 + 1) }, 4400, 'BAD_REQUEST'],
    ['a payload that is not an object', 'x', 4400, 'Invalid message received'],
  ])('with %s closes the connection', async (_, payload, code, reason) => {
    const wide = await serveStreams();
    const raw = await RawWebSocket.open(wide.webSocketUrl);
    raw.say({ type: 'connection_init', payload });
    expect(await raw.closed).toEqual({ code, reason });
    await wide.stop();
    expect(raw.messages.all).toEqual([]);
  });

  test('gives the identity of every operation; each has its own request id, and the address', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl, { authorization: 'Bearer customer:7' });
    const before = server.contexts.length;
    raw.subscribe('1', '{ hello }');
    for (let count = 0; count < 2; count++) await raw.messages.next();
    raw.subscribe('2', '{ hello }');
    for (let count = 0; count < 2; count++) await raw.messages.next();
    const [first, second] = server.contexts.slice(before);
    expect([first, second]).toMatchObject([
      { identity: { subject: 'customer:7' }, clientAddress: '127.0.0.1' },
      { identity: { subject: 'customer:7' } },
    ]);
    expect(first?.requestId).not.toBe(second?.requestId);
    raw.socket.close();
    await raw.closed;
  });
});

describe('a message that is not of the protocol closes the connection', () => {
  test.each<[string, (raw: RawWebSocket) => void, number]>([
    ['no JSON', (raw) => raw.say('{'), 4400],
    ['no object', (raw) => raw.say('[]'), 4400],
    ['an unknown type', (raw) => raw.say({ type: 'start' }), 4400],
    ['one of the server', (raw) => raw.say({ type: 'connection_ack' }), 4400],
    ['a second connection_init', (raw) => raw.say({ type: 'connection_init' }), 4429],
    ['a binary frame', (raw) => raw.socket.send(Buffer.from('{"type":"ping"}'), { binary: true }), 4400],
    ['a message that is too large', (raw) => raw.say({ type: 'ping', payload: { x: 'x'.repeat(1000) } }), 1009],
    ['an id that is no text', (raw) => raw.say({ type: 'subscribe', id: 1, payload: { query: '{ hello }' } }), 4400],
    ['no query', (raw) => raw.say({ type: 'subscribe', id: '1', payload: {} }), 4400],
    [
      'an id that is in use',
      (raw) => {
        raw.subscribe('1', 'subscription { heldBack }');
        raw.subscribe('1', '{ hello }');
      },
      4409,
    ],
  ])('%s', async (_, say, code) => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    say(raw);
    expect((await raw.closed).code).toBe(code);
  });

  test('an id that is in use, and too long to be repeated', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    const id = 'é'.repeat(100);
    raw.subscribe(id, 'subscription { heldBack }');
    raw.subscribe(id, '{ hello }');
    expect(await raw.closed).toEqual({ code: 4409, reason: '' });
    expect(server.lines.filter(({ level }) => level === 50)).toEqual([]);
  });

  test('an operation before connection_init', async () => {
    const raw = await RawWebSocket.open(server.webSocketUrl);
    raw.subscribe('1', '{ hello }');
    expect((await raw.closed).code).toBe(4401);
  });
});

describe('an operation', () => {
  test('that is a query or a mutation is answered as over HTTP', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    for (const query of ['{ hello }', '{ hello refused }', '{ broken }']) {
      raw.subscribe('1', query);
      const { body } = await ask(server.url, query);
      expect(withoutRequestId((await raw.messages.next()).payload)).toEqual(withoutRequestId(body));
      expect(await raw.messages.next()).toEqual({ id: '1', type: 'complete' });
    }
    raw.subscribe('1', 'mutation { change }');
    expect(await raw.messages.next()).toEqual({ id: '1', type: 'next', payload: { data: { change: 1 } } });
    raw.socket.close();
  });

  test('that is not valid is refused, and others go on', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    raw.subscribe('live', subscription);
    const stream = await server.opened.next();
    for (const [query, code] of [
      ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['', 'BAD_REQUEST'],
    ] as const) {
      raw.subscribe('1', query);
      expect(await raw.messages.next()).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    }
    raw.say({ type: 'ping', payload: { a: 1 } });
    expect(await raw.messages.next()).toEqual({ type: 'pong', payload: { a: 1 } });
    stream.push(returned('one'), lastResult('EVENTS_MISSED'));
    expect(await raw.messages.next()).toEqual({ id: 'live', type: 'next', payload: { data: { returned: 'one' } } });
    expect(await raw.messages.next()).toMatchObject({
      id: 'live',
      type: 'error',
      payload: [{ extensions: { code: 'EVENTS_MISSED' } }],
    });
    // Its id is free again, and no message that it is complete came in between.
    raw.subscribe('live', '{ hello }');
    expect(await raw.messages.next()).toMatchObject({ id: 'live', type: 'next' });
    raw.socket.close();
  });

  test('that a plugin refuses after its stream was made lets go of it', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    raw.subscribe('1', 'subscription { refusedAfterAll }');
    const stream = await server.opened.next();
    expect(await raw.messages.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(stream.returned).toBe(1);
    raw.socket.close();
  });

  test('too many are refused one by one, and one that ends makes room', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    for (const id of ['1', '2', '3']) raw.subscribe(id, subscription);
    const [first] = [await server.opened.next(), await server.opened.next(), await server.opened.next()];
    for (let count = 0; count < 10_000; count++) raw.subscribe(`more ${count}`, subscription);
    for (let count = 0; count < 10_000; count++) {
      expect(await raw.messages.next()).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'TOO_MANY_CONNECTIONS' } }],
      });
    }
    expect(server.streamCounts().webSocketOperations).toBe(3);
    raw.say({ type: 'complete', id: '1' });
    await first.left;
    raw.subscribe('4', '{ hello }');
    expect(await raw.messages.next()).toMatchObject({ id: '4', type: 'next' });
    raw.socket.close();
  });
});

test('a peer that gives no sign of life is cut off, one that does is not', async () => {
  const quiet = await serveStreams();
  const dead = await RawWebSocket.connected(quiet.webSocketUrl, undefined, { autoPong: false });
  const alive = await RawWebSocket.connected(quiet.webSocketUrl);
  for (let time = 0; time < 2; time++) {
    const pinged = once(alive.socket, 'ping');
    quiet.clock.advance(12);
    await pinged;
    // An answer comes after the pong.
    alive.subscribe('1', '{ hello }');
    await alive.messages.next();
    await alive.messages.next();
  }
  expect((await dead.closed).code).toBe(1006);
  expect(quiet.streamCounts().webSockets).toBe(1);
  alive.socket.close(4000, 'a secret');
  await alive.closed;
  await quiet.stop();
  expect(quiet.clock.waiting).toBe(0);
  const closed = quiet.lines.filter(({ msg }) => msg === 'a WebSocket was closed');
  expect(closed).toMatchObject([
    { level: 20, code: 1006, operations: 0 },
    { level: 20, code: 4000, operations: 2, requestId: expect.stringMatching(/./) },
  ]);
  expect(JSON.stringify(quiet.lines)).not.toContain('secret');
});
