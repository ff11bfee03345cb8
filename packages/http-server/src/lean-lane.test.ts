import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientError } from '@reelhouse/errors';
import { post, serve, serveLean } from './server.fixture.ts';

type Served = Awaited<ReturnType<typeof serve>>;

const large = ' '.repeat(2000);
const json = (value: unknown) => JSON.stringify(value);
const number = 'query Number($number: Int!) { echo(number: $number) }';

/** Requests by what is special about them: a body, and headers. */
const requests: [name: string, body: string | Uint8Array, headers?: Record<string, string>][] = [
  ['a query', json({ query: '{ hello }' })],
  ['a query of a name', json({ query: 'query Hello { hello }', operationName: 'Hello' })],
  ['an empty name', json({ query: 'query Hello { hello }', operationName: '' })],
  [
    'nulls for what may be left out',
    json({ query: '{ hello }', operationName: null, variables: null, extensions: null }),
  ],
  ['members that nobody knows', json({ query: '{ hello }', hello: 'world' })],
  ['one of several operations', json({ query: 'query A { hello } query B { refused }', operationName: 'A' })],
  ['the other of them', json({ query: 'query A { hello } query B { refused }', operationName: 'B' })],
  ['none of them', json({ query: 'query A { hello } query B { refused }', operationName: 'C' })],
  ['several and no name', json({ query: 'query A { hello } query B { refused }' })],
  ['a variable', json({ query: number, variables: { number: 7 } })],
  ['a variable too many', json({ query: number, variables: { number: 7, other: 8 } })],
  ['a variable of the wrong type', json({ query: number, variables: { number: 'x' } })],
  ['a variable that is missing', json({ query: number })],
  ['variables that are a list', json({ query: number, variables: [7] })],
  ['variables that are text', json({ query: number, variables: '{"number":7}' })],
  ['a name that is a number', json({ query: '{ hello }', operationName: 1 })],
  ['extensions', json({ query: '{ hello }', extensions: { client: 'web' } })],
  ['extensions that are a list', json({ query: '{ hello }', extensions: [] })],
  ['a persisted query', json({ query: '{ hello }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })],
  ['a masked error', json({ query: 'query Both { broken hello }' })],
  ['a refusal', json({ query: '{ refused hello }' })],
  ['a wrong argument', json({ query: '{ echo(number: "seven") }' })],
  ['an unknown field', json({ query: '{ nothing }' })],
  ['a syntax error', json({ query: '{ hello' })],
  ['recursion without end', json({ query: '{ ...A } fragment A on Query { ...A }' })],
  ['a mutation', json({ query: 'mutation { change }' })],
  ['a mutation that breaks', json({ query: 'mutation { breakAfterChange }' })],
  ['introspection', json({ query: '{ __schema { queryType { name } } __typename }' })],
  ['no query', json({ variables: {} })],
  ['a query that is a number', json({ query: 1 })],
  ['an empty query', json({ query: '' })],
  ['an empty object', '{}'],
  ['an empty body', ''],
  ['malformed JSON', '{"query": '],
  ['a batch', json([{ query: '{ hello }' }])],
  ['a body of null', 'null'],
  ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['a body that is too large', json({ query: `{ hello } ${large}` })],
  ['another content type', json({ query: '{ hello }' }), { 'content-type': 'text/plain' }],
  ['a form of parts', 'query={hello}', { 'content-type': 'multipart/form-data; boundary=x' }],
];

const accepts = [
  '*/*',
  'application/json',
  'application/json, */*',
  'application/json; charset=utf-8',
  'application/json;q=0.5, application/graphql-response+json',
  'application/json, application/graphql-response+json',
  'application/graphql-response+json',
  'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
  'application/graphql-response+json, application/json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/graphql-response+json,application/json;q=0.9',
  'application/json; callbackSpec=1.0; charset=utf-8',
  'multipart/mixed; deferSpec=20220824, application/json',
  'text/event-stream',
  'text/html',
];

/** All that a client sees of an answer but the time. */
async function answerOf({ url }: Served, body: string | Uint8Array, headers: Record<string, string> = {}) {
  const response = await post(url, body, { 'x-request-id': 'same', ...headers });
  const seen = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
  return { status: response.status, headers: seen, body: await response.text() };
}

/** The lines of the log, but for what is different each time. */
function logged({ lines }: Served) {
  return lines
    .splice(0)
    .map((line) => ({ ...line, time: 0, durationMs: 0, err: (line['err'] as Error | undefined)?.message }));
}

describe.each([true, false])('answer for answer as Apollo Server, introspection: %s', (introspection) => {
  let plain: Served;
  let lean: Served;
  beforeAll(async () => {
    plain = await serve({ maxBodyBytes: 1000 }, { introspection });
    lean = await serveLean({ maxBodyBytes: 1000, introspection });
  });
  afterAll(() => Promise.all([plain.stop(), lean.stop()]));

  async function sameAnswers(body: string | Uint8Array, headers?: Record<string, string>) {
    const expected = await answerOf(plain, body, headers);
    const lines = logged(plain);
    for (let time = 1; time <= 3; time++) {
      expect(await answerOf(lean, body, headers), `time ${time}`).toEqual(expected);
      expect(logged(lean), `time ${time}`).toEqual(lines);
    }
  }

  test.each(requests)('%s', async (_, body, headers) => {
    await sameAnswers(body, headers);
  });

  test.each(accepts)('a client that accepts %s', async (accept) => {
    for (const query of ['{ hello }', '{ broken }', '{ nothing }']) await sameAnswers(json({ query }), { accept });
    await sameAnswers(json({ query: number, variables: { number: 'x' } }), { accept });
  });
});

test('an operation that was answered before is nothing to Apollo Server', async () => {
  const seen: (string | undefined)[] = [];
  const plugin = {
    requestDidStart: async ({ request }: { request: { query?: string } }) => void seen.push(request.query),
  };
  const server = await serve({}, { plugins: [plugin] }, { lean: true });
  const ask = (query: string, accept = 'application/json') => post(server.url, json({ query }), { accept });
  for (const query of ['{ hello }', '{ hello }', '{ nothing }', '{ nothing }']) await ask(query);
  await ask('{ hello }', 'application/graphql-response+json;q=0.1');
  await ask('{ hello }', '*/*');
  await server.stop();
  expect(seen).toEqual(['{ hello }', '{ nothing }', '{ nothing }', '{ hello }']);
});

test('an operation is executed once, whichever way its answer takes', async () => {
  const lean = await serveLean();
  for (let times = 1; times <= 3; times++) {
    await post(lean.url, json({ query: 'mutation { breakAfterChange }' }));
    expect(lean.changes).toHaveLength(times);
  }
  await lean.stop();
});

test('a context that cannot be made is answered as ever, and made once', async () => {
  const failures = [undefined, new Error('secret'), clientError('SUBGRAPH_UNAVAILABLE', 'Not now.')];
  const lean = await serveLean({
    context({ requestId, log }) {
      const failure = failures.shift();
      if (failure) throw failure;
      return { requestId, log };
    },
  });
  const query = json({ query: '{ hello }' });
  expect((await answerOf(lean, query)).status).toBe(200);
  const masked = await answerOf(lean, query);
  expect(masked.status).toBe(500);
  expect(JSON.parse(masked.body)).toEqual({
    errors: [
      {
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'same' },
      },
    ],
  });
  expect(lean.lines.filter((line) => line['level'] === 50)).toMatchObject([{ err: { message: 'secret' } }]);
  expect((await answerOf(lean, query)).body).toContain('SUBGRAPH_UNAVAILABLE');
  expect(failures).toEqual([]);
  await lean.stop();
});
