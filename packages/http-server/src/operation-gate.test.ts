import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApolloServer } from './apollo-server.ts';
import { Admissions } from './admissions.ts';
import { headerMap } from './header-map.ts';
import { RecordingGate } from './operation-gate.fixture.ts';
import { Refusal } from './refusal.ts';
import { parts, post, serve } from './server.fixture.ts';
import { eventStream, multipart, open, reading } from './streams/http-client.fixture.ts';
import { RawWebSocket, refusedUpgrade } from './streams/raw-websocket.fixture.ts';
import { lineOf, returned, serveStreams, subscription, type StreamServer } from './streams/stream-server.fixture.ts';

const meant = { 'apollo-require-preflight': '1' };
const json = (value: unknown) => JSON.stringify(value);
const found = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString();

let gate: RecordingGate;
let server: StreamServer;
beforeAll(async () => {
  server = await serveStreams({
    gate: { enter: (incoming) => gate.enter(incoming), admit: (asked) => gate.admit(asked) },
  });
});
beforeEach(() => void (gate = new RecordingGate()));
afterAll(() => server.stop());

const asked = () => gate.asked.map(({ method, transport, parameters }) => ({ method, transport, parameters }));

describe('the gate is asked once for each operation', () => {
  test.each([
    ['what is posted', '*/*', 'http'],
    ['what is answered with events', eventStream, 'event-stream'],
    ['what is answered in parts', multipart, 'multipart'],
  ] as const)('%s', async (_, accept, transport) => {
    const body = { query: '{ hello }', documentId: 'unknown', variables: { a: 1 }, more: [1] };
    const answer = await post(server.url, json(body), { accept, authorization: 'Bearer customer:1' });
    expect(await answer.text()).toContain('world');
    expect(asked()).toEqual([{ method: 'POST', transport, parameters: body }]);
    const [{ context, incoming } = {}] = gate.asked;
    expect([context?.identity?.subject, incoming?.listener]).toEqual(['customer:1', 'default']);
    expect(incoming?.requestId).toBe(answer.headers.get('x-request-id'));
    expect(gate.entered).toHaveLength(1);
  });

  test.each([
    ['by GET', 'application/json', 'http'],
    ['by the GET of an EventSource', eventStream, 'event-stream'],
  ] as const)('%s', async (_, accept, transport) => {
    const search = `${found({ query: '{ hello }', variables: '{"a":[1]}', documentId: 'x' })}&documentId=y&more=1`;
    const answer = await fetch(`${server.url}?${search}`, { headers: { accept, ...meant } });
    expect(await answer.text()).toContain('world');
    const parameters = { query: '{ hello }', variables: { a: [1] }, documentId: ['x', 'y'], more: '1' };
    expect(asked()).toEqual([{ method: 'GET', transport, parameters }]);
  });

  test('over a WebSocket, whose upgrade enters', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl, { authorization: 'Bearer customer:2' });
    raw.say({ type: 'subscribe', id: '1', payload: { query: '', documentId: 'hello', variables: { a: 1 } } });
    expect(await raw.messages.next()).toMatchObject({ type: 'next', payload: { data: { hello: 'world' } } });
    expect(await raw.messages.next()).toMatchObject({ type: 'complete' });
    raw.say({ type: 'subscribe', id: '2', payload: { query: '{ hello }' } });
    await raw.messages.next();
    expect(asked()).toEqual([
      { method: 'POST', transport: 'websocket', parameters: { documentId: 'hello', variables: { a: 1 } } },
      { method: 'POST', transport: 'websocket', parameters: { query: '{ hello }' } },
    ]);
    expect(gate.asked.map(({ context }) => context.identity?.subject)).toEqual(['customer:2', 'customer:2']);
    expect(gate.asked.map(({ incoming }) => incoming.listener)).toEqual(['default', 'default']);
    expect(gate.entered).toHaveLength(1);
    raw.socket.terminate();
  });
});

describe('what the gate says is executed in the place of what was sent', () => {
  test('by POST and GET', async () => {
    const posted = await post(server.url, json({ documentId: 'hello' }));
    expect(await posted.json()).toEqual({ data: { hello: 'world' } });
    const got = await fetch(`${server.url}?documentId=hello`, { headers: meant });
    expect(await got.json()).toEqual({ data: { hello: 'world' } });
  });

  test('a mutation is not, by GET', async () => {
    const got = await fetch(`${server.url}?documentId=change`, { headers: meant });
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    const posted = await post(server.url, json({ documentId: 'change' }));
    expect(await posted.json()).toEqual({ data: { change: expect.any(Number) } });
  });

  test('a subscription of which an EventSource knows the id only', async () => {
    const answer = reading(
      await fetch(`${server.url}?documentId=listen`, { headers: { accept: eventStream, ...meant } }),
    );
    const stream = await server.opened.next();
    stream.push(returned('one'));
    await answer.until('one');
    answer.leave();
    await stream.left;
  });
});

describe('an operation that the gate refuses is not executed', () => {
  const refused = 'query Refused { hello }';

  test.each([
    ['POST', () => post(server.url, json({ query: refused }))],
    ['GET', () => fetch(`${server.url}?${found({ query: refused })}`, { headers: meant })],
    [
      'POST of who takes events or JSON',
      () => post(server.url, json({ query: refused }), { accept: `application/json, ${eventStream}` }),
    ],
  ])('by %s it has its status, its code and its headers', async (_, send) => {
    const before = server.contexts.length;
    const answer = await send();
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([
      403,
      '7',
      'no-store',
    ]);
    expect(await answer.json()).toEqual({
      errors: [{ message: 'This operation is not registered.', extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }],
    });
    const line = await lineOf(server, ({ requestId }) => requestId === answer.headers.get('x-request-id'));
    expect(line).toMatchObject({ status: 403, errorCodes: ['QUERY_NOT_IN_SAFELIST'] });
    expect(server.contexts).toHaveLength(before);
  });

  test.each([eventStream, multipart])('who takes nothing but %s gets one result', async (accept) => {
    const answer = await open(server.url, refused, accept);
    expect([answer.response.status, answer.response.headers.get('retry-after')]).toEqual([200, '7']);
    expect(await answer.until('never')).toContain('"code":"QUERY_NOT_IN_SAFELIST"');
    const line = await lineOf(server, ({ requestId }) => requestId === answer.response.headers.get('x-request-id'));
    expect(line).toMatchObject({ errorCodes: ['QUERY_NOT_IN_SAFELIST'] });
  });

  test('over a WebSocket it is an error', async () => {
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    raw.subscribe('1', refused);
    expect(await raw.messages.next()).toEqual({
      type: 'error',
      id: '1',
      payload: [{ message: 'This operation is not registered.', extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }],
    });
    const line = await lineOf(server, ({ transport }) => transport === 'websocket');
    expect(line).toMatchObject({
      status: 403,
      errorCodes: ['QUERY_NOT_IN_SAFELIST'],
      end: 'QUERY_NOT_IN_SAFELIST',
      results: 0,
    });
    raw.socket.terminate();
  });

  test('nor is one for which the gate breaks, and why is not told', async () => {
    const answer = await post(server.url, json({ query: '{ Breaks: hello }' }));
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('secret')]);
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    raw.subscribe('1', '{ Breaks: hello }');
    expect(await raw.messages.next()).toMatchObject({ payload: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    raw.socket.terminate();
  });
});

test('what may not enter is refused before its body is read and a context is made', async () => {
  gate.closed = new Refusal(429, 'REQUEST_RATE_LIMITED', 'Too much.', { 'retry-after': '3' });
  const answer = await post(server.url, 'not even JSON', { authorization: 'Bearer broken' });
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
    429,
    '3',
    { errors: [{ message: 'Too much.', extensions: { code: 'REQUEST_RATE_LIMITED' } }] },
  ]);
  expect(await refusedUpgrade(server.webSocketUrl)).toMatchObject({ status: 429, code: 'REQUEST_RATE_LIMITED' });
  expect(gate.asked).toEqual([]);
});

test.each([eventStream, multipart, '*/*'])('the headers of the gate are those of the answer to %s', async (accept) => {
  gate.more = { headers: { ratelimit: '"address";r=3' } };
  const query = accept === '*/*' ? '{ hello }' : subscription;
  const answer = await open(server.url, query, accept);
  expect(answer.response.headers.get('ratelimit')).toBe('"address";r=3');
  answer.leave();
  if (accept !== '*/*') await (await server.opened.next()).left;
});

test('the extensions of the gate are added to a single result', async () => {
  gate.more = { extensions: { cost: { estimated: 3 } } };
  const added = { extensions: { cost: { estimated: 3 } } };
  for (const query of ['{ hello }', '{ refused }', '{ nothing }']) {
    expect(await (await post(server.url, json({ query }))).json()).toMatchObject(added);
  }
  const raw = await RawWebSocket.connected(server.webSocketUrl);
  raw.subscribe('1', '{ hello }');
  expect(await raw.messages.next()).toMatchObject({ payload: { data: { hello: 'world' }, ...added } });
  raw.socket.terminate();
});

describe('what is no operation is answered as without a gate, which is not asked', () => {
  let open: Awaited<ReturnType<typeof serve>>;
  let gated: typeof open;
  beforeAll(async () => {
    open = await serve();
    gated = await serve({ gate: { admit: (operation) => gate.admit(operation) } });
  });
  afterAll(() => Promise.all([open.stop(), gated.stop()]));

  async function same(path: string, init: RequestInit) {
    const headers = { 'x-request-id': 'same', ...meant, ...(init.headers as Record<string, string>) };
    const answers = [open, gated].map(async ({ url }) => {
      const answer = await fetch(url + path, { ...init, headers });
      const told = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
      return { status: answer.status, headers: told, body: await answer.text() };
    });
    const [expected, answer] = await Promise.all(answers);
    expect(answer).toEqual(expected);
    expect(answer?.status).toBeGreaterThanOrEqual(400);
    expect(gate.asked).toEqual([]);
  }

  test.each<[string, unknown]>([
    ['a query that is a number', { query: 1 }],
    ['a query that is a document', { query: { kind: 'Document' } }],
    ['a list of queries', { query: ['{ hello }'] }],
    ['a name that is a number', { query: '{ hello }', operationName: 1 }],
    ['variables that are text', { query: '{ hello }', variables: '{}' }],
    ['variables that are a list', { query: '{ hello }', variables: [] }],
    ['variables that are false', { query: '{ hello }', variables: false }],
    ['extensions that are text', { query: '{ hello }', extensions: '{}' }],
    ['extensions that are a list', { documentId: 'hello', extensions: [] }],
    ['an empty object', {}],
    ['a batch', [{ query: '{ hello }' }]],
  ])('posted: %s', async (_, body) => {
    await same('', { method: 'POST', body: json(body), headers: { 'content-type': 'application/json' } });
  });

  test.each([
    ['two queries', '?query={hello}&query={hello}'],
    ['two names', '?query={hello}&operationName=a&operationName=b'],
    ['two sets of variables', '?documentId=hello&variables={}&variables={}'],
    ['two sets of extensions', '?documentId=hello&extensions={}&extensions={}'],
    ['variables that are not JSON', '?query={hello}&variables={'],
    ['variables that are null', '?query={hello}&variables=null'],
    ['variables that are a list', '?documentId=hello&variables=[]'],
    ['extensions that are a number', '?documentId=hello&extensions=1'],
  ])('by GET: %s', async (_, search) => {
    await same(search, {});
  });

  test.each([
    ['of another site', { 'apollo-require-preflight': '' }],
    ['with another content type', { 'content-type': 'text/plain' }],
    ['with a content type that looks like JSON', { 'content-type': 'application/jsonp' }],
  ])('a GET %s', async (_, headers) => {
    await same('?query={hello}', { headers });
  });

  test('whose context cannot be made', async () => {
    const failing = { context: () => Promise.reject(new Error('secret')) };
    const broken = await serve({ ...failing, gate });
    for (const path of ['', '?query={hello}']) {
      const init = path === '' ? { method: 'POST', body: json({ query: '{ hello }' }) } : {};
      const answer = await fetch(broken.url + path, {
        ...init,
        headers: { ...meant, 'content-type': 'application/json' },
      });
      expect([answer.status, await answer.json()]).toMatchObject([
        500,
        { errors: [{ message: 'Something went wrong on our side.' }] },
      ]);
    }
    expect(gate.asked).toEqual([]);
    expect(broken.lines.filter(({ level }) => level === 50)).toHaveLength(2);
    await broken.stop();
  });
});

test('a request that comes past the gate is not executed', async () => {
  const { schema, served, changes } = parts();
  const { log } = served;
  const apollo = createApolloServer({ source: schema, log, introspection: true });
  apollo.addPlugin(new Admissions().plugin);
  await apollo.start();
  const headers = headerMap({ 'content-type': 'application/json' });
  const httpGraphQLRequest = { method: 'POST', headers, search: '', body: { query: 'mutation { breakAfterChange }' } };
  const context = async () => ({ requestId: '1', log });
  const { status } = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
  expect([status, changes]).toEqual([500, []]);
  await apollo.stop();
});
