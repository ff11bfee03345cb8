import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterEach, describe, expect, test } from 'vitest';
import { RawWebSocket } from '../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import { runHouse } from '../running-house.ts';
import { attacks } from './attacks.fixture.ts';
import { registered } from './registered.fixture.ts';
import { get, post, searchOf, sendBy, statusBy, toldOf, ways, type Told } from './ways.fixture.ts';

const database = await createSampleDatabase();
const usual = { maxInFlight: 500, requestSeconds: 30 };
/** Read for each request, so a test may change them. */
const http = { ...usual };
const house = await runHouse(database, { edge: { http, introspection: { scopes: ['staff'] } } });
const { url } = house;

/** What an app asks for while others attack: it is answered with the film. */
async function expectServed(): Promise<void> {
  const { status, text } = await sendBy('POST', house.urls['mobile']!, registered('FilmDetails', { id: '1' }));
  expect({ status, film: (JSON.parse(text) as { data: { film: unknown } }).data.film }).toEqual({
    status: 200,
    film: expect.objectContaining({ id: '1', title: expect.any(String) }),
  });
}
afterEach(async () => {
  Object.assign(http, usual);
  await expectServed();
});

const shortOf = ({ status, codes }: Told): readonly unknown[] => [status, ...codes];

/** The longest URL that the head of a request has room for. */
const longestSearch = 14_000;

describe('a text that is made to cost too much is refused for what it is', () => {
  test.each(attacks)('$name', async ({ query, variables, status, code }) => {
    house.statements.length = 0;
    const sent = { query, ...(variables && { variables }) };
    for (const way of ways) {
      if (way === 'GET' && searchOf(sent).length > longestSearch) {
        expect([way, (await sendBy(way, url, sent)).status]).toEqual([way, 431]);
        continue;
      }
      const told = await sendBy(way, url, sent);
      expect([way, told.status, told.codes[0], told.isOpen]).toEqual([way, statusBy(way, status), code, false]);
      expect(told.text).not.toMatch(/did you mean/i);
    }
    expect(house.statements).toEqual([]);
  });
});

describe('what is no operation is refused for its shape', () => {
  const film = '{ film(id: "1") { title } }';
  const signOut = 'mutation { signOut { userErrors { code } } }';
  const typed = (type: string): Record<string, string> => ({ 'content-type': type });
  const accepts = ['application/json', 'text/event-stream', 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0'];

  test.each(accepts)('a batch, of any size, for who takes %s', async (accept) => {
    for (const size of [0, 1, 1000]) {
      const batch = JSON.stringify(Array.from({ length: size }, () => ({ query: film })));
      expect(shortOf(await toldOf(await post(url, batch, { accept })))).toEqual([400, 'BAD_REQUEST']);
    }
  });

  test('a batch over a WebSocket, which is closed', async () => {
    const socket = await RawWebSocket.connected(url.replace(/^http/, 'ws'));
    socket.say(JSON.stringify([{ type: 'subscribe', id: '1', payload: { query: film } }]));
    expect((await socket.closed).code).toBe(4400);
  });

  test.each(accepts)('a mutation by GET, as a text, by its id or by its hash, for who takes %s', async (accept) => {
    const signIn = registered('SignIn', { email: 'a', password: 'b' });
    const persistedQuery = { version: 1, sha256Hash: signIn.documentId };
    for (const sent of [{ query: signOut }, signIn, { extensions: { persistedQuery }, variables: signIn.variables }]) {
      house.statements.length = 0;
      const told = await toldOf(await get(url, sent, { accept }));
      expect(shortOf(told)).toEqual([accept === 'application/json' ? 405 : 200, 'BAD_REQUEST']);
      expect(told.text).toMatch(/mutation/i);
      expect(house.statements).toEqual([]);
    }
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'what a page of another site can have a browser post, as %s',
    async (type) => {
      const bodies = [JSON.stringify({ query: film }), searchOf({ query: film })];
      for (const body of bodies) {
        expect(shortOf(await toldOf(await post(url, body, typed(type))))).toEqual([415, 'BAD_REQUEST']);
      }
    },
  );

  test.each(accepts)('what a page of another site can have a browser get, for who takes %s', async (accept) => {
    for (const sent of [{ query: film }, registered('FilmDetails', { id: '1' })]) {
      for (const headers of [{}, typed('text/plain'), typed('multipart/form-data')]) {
        house.statements.length = 0;
        const response = await fetch(`${url}?${searchOf(sent)}`, { headers: { ...headers, accept } });
        const status = accept === 'application/json' ? 400 : 200;
        expect(shortOf(await toldOf(response))).toEqual([status, 'BAD_REQUEST']);
        expect(house.statements).toEqual([]);
      }
    }
  });
});

describe('what is too large or too slow costs no more than what may be sent', () => {
  /** What the house reads of a connection, in bytes; known once it is closed. */
  function readOfNext(): Promise<number> {
    return new Promise((resolve) => {
      const seen = (message: unknown): void => {
        const { socket } = message as { readonly socket: Socket };
        unsubscribe('http.server.request.start', seen);
        socket.once('close', () => resolve(socket.bytesRead));
      };
      subscribe('http.server.request.start', seen);
    });
  }

  const megabyte = 2 ** 20;
  const head = (more: string): string =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${more}\r\n\r\n`;

  /** Opens a connection by hand. What comes is read to its end. */
  async function connected(more: string) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    const answer = text(socket).catch(() => '');
    socket.on('error', () => undefined).write(head(more));
    return { socket, answer };
  }

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', (body: Buffer) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] as const)('100 MB that were made small by %s are not made large again', async (coding, compress) => {
    const small = compress(Buffer.alloc(100 * megabyte, ' '));
    expect(small.length).toBeLessThan(200_000);
    const told = await toldOf(await post(url, new Uint8Array(small), { 'content-encoding': coding }));
    expect(shortOf(told)).toEqual([413, 'REQUEST_TOO_LARGE']);
  });

  test('a message of 1 MB over a WebSocket closes it', async () => {
    const socket = await RawWebSocket.connected(url.replace(/^http/, 'ws'));
    socket.say({ type: 'subscribe', id: '1', payload: { query: ' '.repeat(megabyte) } });
    expect((await socket.closed).code).toBe(1009);
  });

  test('bodies that do not come keep nobody out, and are ended', async () => {
    http.requestSeconds = 3600;
    http.maxInFlight = 2;
    const slow = await Promise.all(Array.from({ length: 50 }, () => connected('content-length: 100')));
    for (const { socket } of slow) socket.write('{"query":');
    await expectServed();
    for (const { socket } of slow) socket.destroy();
    await Promise.all(slow.map(({ answer }) => answer));
    http.requestSeconds = 0.1;
    const { socket, answer } = await connected('content-length: 100');
    socket.write('{');
    expect(await answer).toMatch(/^HTTP\/1\.1 504 [^]*connection: close[^]*"code":"GATEWAY_TIMEOUT"/i);
  });

  test.each([
    ['that says how large it is', `content-length: ${100 * megabyte}`, (chunk: Buffer) => [chunk]],
    ['in chunks', 'transfer-encoding: chunked', (chunk: Buffer) => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']],
  ])('100 MB %s are not read', async (_, more, framed) => {
    const read = readOfNext();
    const { socket, answer } = await connected(more);
    const chunk = Buffer.alloc(megabyte / 4, ' ');
    for (let sent = 0; sent < 400 && !socket.destroyed; sent += 1) {
      for (const part of framed(chunk)) socket.write(part);
      // Whoever does not read takes no more than fits into the queues of the connection.
      if (socket.writableNeedDrain) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    }
    socket.destroy();
    expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*"code":"REQUEST_TOO_LARGE"/);
    expect(await read).toBeLessThan(8 * megabyte);
  });
});
