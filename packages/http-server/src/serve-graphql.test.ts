import { connect } from 'node:net';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type errorCatalogue } from '@reelhouse/errors';
import { ask, post, serve } from './server.fixture.ts';

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve({ maxBodyBytes: 1000 });
});
afterAll(() => server.stop());

test('an operation is answered by POST, and a query by GET too', async () => {
  const { response, body } = await ask(server.url, '{ hello }');
  expect(response.status).toBe(200);
  expect(body).toEqual({ data: { hello: 'world' } });
  const got = await fetch(`${server.url}?query={hello}`, { headers: { 'apollo-require-preflight': 'true' } });
  expect(await got.json()).toEqual({ data: { hello: 'world' } });
});

interface Refused {
  readonly errors: readonly [{ readonly message: string; readonly extensions: { readonly code: string } }];
}

async function refused(response: Response, status: number, code: keyof typeof errorCatalogue) {
  const body = await response.text();
  expect(response.status, body).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('x-request-id')).toMatch(/^[\w.-]{1,64}$/);
  expect(body).not.toMatch(/node_modules|\bat .*:\d+|<(html|body|pre)/i);
  const { errors } = JSON.parse(body) as Refused;
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code }]);
}

describe('a request that is not GraphQL over HTTP is refused as JSON with a catalogued code', () => {
  test.each<[string, string | Uint8Array, Record<string, string>, number, keyof typeof errorCatalogue]>([
    ['malformed JSON', '{"query": ', {}, 400, 'BAD_REQUEST'],
    ['an empty body', '', {}, 400, 'BAD_REQUEST'],
    ['a body of null', 'null', {}, 400, 'BAD_REQUEST'],
    ['a body that is a string', '"{ hello }"', {}, 400, 'BAD_REQUEST'],
    ['a batch', '[{"query":"{ hello }"}]', {}, 400, 'BAD_REQUEST'],
    ['no query', '{"variables":{}}', {}, 400, 'BAD_REQUEST'],
    ['variables that are a list', '{"query":"{ hello }","variables":[]}', {}, 400, 'BAD_REQUEST'],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), {}, 400, 'BAD_REQUEST'],
    ['plain text', '{ hello }', { 'content-type': 'text/plain' }, 415, 'BAD_REQUEST'],
    ['a form', 'query={hello}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'BAD_REQUEST'],
    [
      'another charset',
      '{"query":"{hello}"}',
      { 'content-type': 'application/json; charset=latin1' },
      415,
      'BAD_REQUEST',
    ],
    ['a body in a coding that is not known', '{"query":"{hello}"}', { 'content-encoding': 'zstd' }, 415, 'BAD_REQUEST'],
    ['a body that is too large', JSON.stringify({ query: ' '.repeat(1001) }), {}, 413, 'REQUEST_TOO_LARGE'],
    ['a body that is far too large', JSON.stringify({ query: ' '.repeat(3e6) }), {}, 413, 'REQUEST_TOO_LARGE'],
    [
      'no operation of the name',
      '{"query":"query A { hello }","operationName":"B"}',
      {},
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a syntax error', '{"query":"{ hello"}', {}, 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{"query":"{ nothing }"}', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      '{"query":"query($n:Int!){echo(number:$n)}","variables":{"n":"x"}}',
      {},
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a persisted query',
      '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
      {},
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
  ])('%s', async (_, body, headers, status, code) => {
    await refused(await post(server.url, body, headers), status, code);
  });

  test.each<[string, string, RequestInit, number]>([
    ['another method', '/graphql', { method: 'PUT' }, 405],
    ['a mutation by GET', '/graphql?query=mutation{change}', { headers: { 'apollo-require-preflight': '1' } }, 405],
    ['a form that another site may send', '/graphql?query={hello}', {}, 400],
    ['an unknown path', '/nothing', {}, 404],
    ['a path below the endpoint', '/graphql/', { method: 'POST' }, 404],
    ['a POST to the health check', '/health/live', { method: 'POST' }, 405],
  ])('%s', async (_, path, init, status) => {
    const answer = await fetch(server.origin + path, init);
    await refused(answer, status, 'BAD_REQUEST');
    expect(answer.headers.has('allow')).toBe(status === 405);
  });
});

test('a client that streams a body without end is cut off', async () => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)) });
  const headers = { 'content-type': 'application/json' };
  const outcome = await fetch(server.url, { method: 'POST', body: endless, duplex: 'half', headers }).then(
    (response) => response.status,
    () => 'connection closed',
  );
  expect([413, 'connection closed']).toContain(outcome);
});

test('what is not HTTP is answered as JSON, and the connection closed', async () => {
  const socket = connect(server.port, '127.0.0.1');
  socket.write('HELO film\r\n\r\n');
  const [head, body = ''] = (await text(socket)).split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1.1 400 Bad Request\r\nconnection: close/);
  expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('headers that are too large are refused', async () => {
  const answer = await fetch(server.url, { headers: { 'x-large': 'x'.repeat(17 * 1024) } });
  expect(answer.status).toBe(431);
});

describe('the request id', () => {
  test("is the caller's where it is safe", async () => {
    const { response } = await ask(server.url, '{ hello }', { 'x-request-id': 'web-7.A_b' });
    expect(response.headers.get('x-request-id')).toBe('web-7.A_b');
  });

  test.each(['a b', 'x'.repeat(65), 'a"b', 'é'])('is a new one instead of %j', async (unsafe) => {
    const { response } = await ask(server.url, '{ hello }', { 'x-request-id': unsafe });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a request is one line in the log, without its text and variables', async () => {
  const query = 'query Numbers($number: Int!) { echo(number: $number) }';
  await post(server.url, JSON.stringify({ query, variables: { number: 42_4242 } }), { 'x-request-id': 'line-1' });
  const lines = server.lines.filter((line) => line['requestId'] === 'line-1');
  expect(lines).toMatchObject([
    { msg: 'request', method: 'POST', path: '/graphql', status: 200, operation: 'Numbers', bytes: 25 },
  ]);
  expect(lines[0]?.['durationMs']).toBeGreaterThan(0);
  await fetch(`${server.url}?query={hello}`, { headers: { 'x-apollo-operation-name': 'x', 'x-request-id': 'line-2' } });
  expect(server.lines.find((line) => line['requestId'] === 'line-2')).toMatchObject({
    path: '/graphql',
    operation: null,
  });
  expect(JSON.stringify(server.lines)).not.toMatch(/424242|echo\(|\{hello\}/);
});

test('lines about requests are written at the level that is asked for, those about probes at debug', async () => {
  const levels = { info: 30, debug: 20 };
  for (const accessLevel of ['info', 'debug'] as const) {
    const quiet = await serve({ accessLevel });
    await ask(quiet.url, '{ hello }');
    for (const path of ['/health', '/health/live', '/health/ready', '/healthy']) await fetch(quiet.origin + path);
    await quiet.stop();
    const lines = quiet.lines.filter(({ msg }) => msg === 'request').map(({ path, level }) => [path, level]);
    expect(lines).toEqual([
      ['/graphql', levels[accessLevel]],
      ['/health', 20],
      ['/health/live', 20],
      ['/health/ready', 20],
      ['/healthy', levels[accessLevel]],
    ]);
  }
});

test('a taken port is one line for the operator, and the Apollo Server is stopped', async () => {
  let stopped = false;
  const serverWillStop = async () => void (stopped = true);
  const plugins = [{ serverWillStart: async () => ({ serverWillStop }) }];
  const taken = createServer().listen(0, '127.0.0.1');
  const attempt = serve({ port: server.port }, { plugins });
  await expect(attempt).rejects.toThrow(
    expect.objectContaining({
      name: 'StartupError',
      message: `port ${server.port} on 127.0.0.1 is in use; set PORT to another`,
    }),
  );
  expect(stopped).toBe(true);
  taken.close();
});

test('a host that is not of this machine is one line for the operator', async () => {
  await expect(serve({ host: '192.0.2.1' })).rejects.toThrow('192.0.2.1 is not an address of this machine');
});
