import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientError } from '@reelhouse/errors';
import { ask, post, serve } from './server.fixture.ts';

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

test('an internal error is masked, and logged once with the request id that the client got', async () => {
  const { response, body } = await ask(server.url, 'query Both { broken hello }', { 'x-request-id': 'broken-1' });
  expect(response.status).toBe(200);
  expect(body).toEqual({
    data: { broken: null, hello: 'world' },
    errors: [
      {
        message: 'Something went wrong on our side.',
        locations: [{ line: 1, column: 14 }],
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'broken-1' },
      },
    ],
  });
  const logged = server.lines.filter((line) => line['level'] === 50);
  expect(logged).toMatchObject([
    {
      requestId: 'broken-1',
      operation: 'Both',
      path: 'broken',
      err: { message: 'connect ECONNREFUSED 10.0.0.1:5432' },
    },
  ]);
});

test("a catalogued error reaches the client and is nobody else's business", async () => {
  const before = server.lines.length;
  const { body } = await ask(server.url, '{ refused }');
  expect(body['errors']).toMatchObject([
    { message: 'Argument "first" must be from 0 to 100.', extensions: { code: 'BAD_USER_INPUT', argument: 'first' } },
  ]);
  expect(server.lines.slice(before).map((line) => line['msg'])).toEqual(['request']);
});

test('a malformed persisted query is a bad request', async () => {
  const apq = await serve({}, { persistedQueries: {} });
  const body = { query: '{ hello }', extensions: { persistedQuery: { version: 1, sha256Hash: 'wrong' } } };
  const answer = await post(apq.url, JSON.stringify(body));
  await apq.stop();
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('a context that cannot be made is masked, unless its error is for the client', async () => {
  const failures = [new Error('secret'), clientError('SUBGRAPH_UNAVAILABLE', 'Not now.')];
  const failing = await serve({
    context() {
      throw failures.shift();
    },
  });
  const first = await ask(failing.url, '{ hello }', { 'x-request-id': 'context-1' });
  const second = await ask(failing.url, '{ hello }');
  await failing.stop();
  expect(first.response.status).toBe(500);
  expect(first.body).toEqual({
    errors: [
      {
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'context-1' },
      },
    ],
  });
  expect(failing.lines.filter((line) => line['level'] === 50)).toMatchObject([{ err: { message: 'secret' } }]);
  expect(second.body).toEqual({ errors: [{ message: 'Not now.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
});

test('without introspection the schema is neither told nor suggested', async () => {
  const closed = await serve({}, { introspection: false });
  const told = await ask(closed.url, '{ __schema { queryType { name } } }');
  const suggested = await ask(closed.url, '{ hell }');
  await closed.stop();
  expect(told.body['errors']).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  expect(JSON.stringify(suggested.body)).not.toContain('hello');
});
