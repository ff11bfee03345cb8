import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteAnswer } from './index.ts';
import { post, serve } from './server.fixture.ts';

const long = JSON.stringify({ text: 'ACADEMY DINOSAUR '.repeat(200) });
const typed = (contentType: string, body: string | Uint8Array): RouteAnswer => ({
  status: 200,
  headers: { 'content-type': contentType },
  body,
});
const routes = Object.entries({
  '/json': typed('application/json; charset=utf-8', long),
  '/bytes': typed('text/javascript', Buffer.from(long)),
  '/large': typed('application/json', long.repeat(30)),
  '/short': typed('application/json', '{}'),
  '/image': typed('image/png', long),
  '/events': typed('text/event-stream', long),
}).map(([path, answer]) => ({ path, handle: () => answer }));

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve({ compression: true, routes, maxBodyBytes: 1000 });
});
afterAll(() => server.stop());

async function get(path: string, acceptEncoding?: string, method: 'GET' | 'HEAD' = 'GET') {
  const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
  const answer = await request(server.origin + path, { method, headers });
  return { headers: answer.headers, body: Buffer.from(await answer.body.arrayBuffer()) };
}

describe('the answer is in the coding that the client wants most', () => {
  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['GZIP', 'gzip'],
    ['deflate', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['gzip;q=0', undefined],
    ['', undefined],
    ['nonsense;;;q=x', undefined],
    [undefined, undefined],
  ])('%j: %j', async (acceptEncoding, coding) => {
    const { headers, body } = await get('/json', acceptEncoding);
    expect([headers['content-encoding'], headers['vary']]).toEqual([coding, 'Accept-Encoding']);
    expect(headers['content-length']).toBe(String(body.length));
    const plain = coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body;
    expect(plain.toString()).toBe(long);
  });
});

test.each(['/short', '/image', '/events'])('%s is sent as it is', async (path) => {
  expect((await get(path, 'gzip, br')).headers).not.toHaveProperty('content-encoding');
});

test('bytes are compressed as text is', async () => {
  const { headers, body } = await get('/bytes', 'br');
  expect([headers['content-encoding'], brotliDecompressSync(body).toString()]).toEqual(['br', long]);
});

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])('a large body is compressed by %s too', async (coding, plain) => {
  const { headers, body } = await get('/large', coding);
  expect([headers['content-encoding'], plain(body).toString()]).toEqual([coding, long.repeat(30)]);
});

test('HEAD tells the length of the body as it is', async () => {
  const { headers, body } = await get('/json', 'br', 'HEAD');
  expect([headers['content-length'], body.length, headers['content-encoding']]).toEqual([
    String(long.length),
    0,
    undefined,
  ]);
});

test('the log counts the bytes that were sent', async () => {
  const { body } = await get('/json', 'gzip');
  expect(server.lines.at(-1)).toMatchObject({ path: '/json', bytes: body.length });
});

test('compression is off unless it is asked for', async () => {
  const off = await serve({ routes });
  const answer = await request(`${off.origin}/json`, { headers: { 'accept-encoding': 'br' } });
  await answer.body.dump();
  await off.stop();
  expect(answer.headers).not.toHaveProperty('content-encoding');
  expect(answer.headers).not.toHaveProperty('vary');
});

describe('a request that is compressed', () => {
  const gzip = { 'content-encoding': 'gzip' };
  const br = { 'content-encoding': 'br' };
  const deflate = { 'content-encoding': 'deflate' };

  test.each<[string, (body: string) => Uint8Array]>([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['identity', (body) => Buffer.from(body)],
  ])('is taken as %s', async (coding, compressed) => {
    const answer = await post(server.url, compressed('{"query":"{ hello }"}'), { 'content-encoding': coding });
    expect(await answer.json()).toEqual({ data: { hello: 'world' } });
  });

  test.each<[string, Uint8Array, Record<string, string>, number, string]>([
    ['with ten megabytes in ten kilobytes', gzipSync(' '.repeat(1e7)), gzip, 413, 'REQUEST_TOO_LARGE'],
    ['with a megabyte in one', gzipSync(' '.repeat(1e6)).subarray(0, 1000), gzip, 413, 'REQUEST_TOO_LARGE'],
    ['one byte too large', gzipSync(' '.repeat(1001)), gzip, 413, 'REQUEST_TOO_LARGE'],
    ['with a megabyte in ten bytes of Brotli', brotliCompressSync(' '.repeat(1e6)), br, 413, 'REQUEST_TOO_LARGE'],
    ['with a megabyte in one kilobyte of deflate', deflateSync(' '.repeat(5e5)), deflate, 413, 'REQUEST_TOO_LARGE'],
    ['that is no Brotli', gzipSync('{"query":"{ hello }"}'), br, 400, 'BAD_REQUEST'],
    ['that is no deflate', gzipSync('{"query":"{ hello }"}'), deflate, 400, 'BAD_REQUEST'],
    ['by the name of a property', gzipSync('{}'), { 'content-encoding': 'constructor' }, 415, 'BAD_REQUEST'],
    ['that is none', Buffer.from('{"query":"{ hello }"}'), gzip, 400, 'BAD_REQUEST'],
    ['that breaks off', gzipSync('{"query":"{ hello }"}').subarray(0, 20), gzip, 400, 'BAD_REQUEST'],
    ['twice', gzipSync('{}'), { 'content-encoding': 'gzip, gzip' }, 415, 'BAD_REQUEST'],
    ['under another name', gzipSync('{}'), { 'content-encoding': 'zstd' }, 415, 'BAD_REQUEST'],
  ])('%s is refused', async (_, body, headers, status, code) => {
    const answer = await post(server.url, body, headers);
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { errors: [{ message: expect.any(String) as string, extensions: { code } }] },
    ]);
  });
});

test('requests that come one behind the other are answered in turn', async () => {
  const socket = connect(server.port, '127.0.0.1');
  const ask = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: x\r\n${more}\r\n`;
  socket.write(ask('/json', 'accept-encoding: br\r\n') + ask('/short') + ask('/health/live', 'connection: close\r\n'));
  const answers = (await text(socket)).split('HTTP/1.1 200 OK').slice(1);
  expect(answers.map((answer) => /content-length: (\d+)/.exec(answer)?.[1])).toEqual([
    expect.stringMatching(/^\d{2,3}$/),
    '2',
    '16',
  ]);
});
