import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveGated, type GatedServer } from './hot-gate.fixture.ts';
import { eventStream } from './streams/http-client.fixture.ts';

const meant = { 'apollo-require-preflight': '1' };
const number = 'query Number($number: Int!) { echo(number: $number) }';

interface Request {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Only by one of them; by both otherwise. */
  readonly method?: 'GET' | 'POST';
  /** Whether it is answered hot when it comes again; it is, otherwise. */
  readonly hot?: false;
}

const requests: readonly Request[] = [
  { name: 'a query', parameters: { query: '{ hello }' } },
  { name: 'a query of a name', parameters: { query: 'query Hello { hello }', operationName: 'Hello' } },
  { name: 'one of several', parameters: { query: 'query A { hello } query B { refused }', operationName: 'A' } },
  { name: 'a variable', parameters: { query: number, variables: { number: 7 } } },
  { name: 'a variable of the wrong type', parameters: { query: number, variables: { number: 'x' } } },
  { name: 'a variable that is missing', parameters: { query: number } },
  { name: 'extensions', parameters: { query: '{ hello }', extensions: { client: 'web' } } },
  { name: 'a masked error', parameters: { query: 'query Both { broken hello }' } },
  { name: 'a refusal', parameters: { query: '{ refused hello }' } },
  { name: 'introspection', parameters: { query: '{ __schema { queryType { name } } __typename }' } },
  { name: 'an unknown field', parameters: { query: '{ nothing }' }, hot: false },
  { name: 'a syntax error', parameters: { query: '{ hello' }, hot: false },
  { name: 'no query', parameters: { id: '1' }, hot: false },
  { name: 'a mutation', parameters: { query: 'mutation { change }' }, method: 'POST' },
  { name: 'a mutation that breaks', parameters: { query: 'mutation { breakAfterChange }' }, method: 'POST' },
  { name: 'a mutation by GET', parameters: { query: 'mutation { change }' }, method: 'GET', hot: false },
  {
    name: 'a GET of another site',
    parameters: { query: '{ hello }' },
    method: 'GET',
    headers: { 'apollo-require-preflight': '' },
    hot: false,
  },
  {
    name: 'a GET with a name of an operation',
    parameters: { query: '{ hello }' },
    method: 'GET',
    headers: { 'apollo-require-preflight': '', 'x-apollo-operation-name': 'x' },
  },
  {
    name: 'a GET with the content type of JSON',
    parameters: { query: '{ hello }' },
    method: 'GET',
    headers: { 'apollo-require-preflight': '', 'content-type': ' Application/JSON ; charset=utf-8' },
  },
  {
    name: 'a GET with another content type',
    parameters: { query: '{ hello }' },
    method: 'GET',
    headers: { 'content-type': 'text/plain' },
    hot: false,
  },
  {
    name: 'a GET with a content type that is none',
    parameters: { query: '{ hello }' },
    method: 'GET',
    headers: { 'content-type': 'x' },
    hot: false,
  },
  ...[
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
  ].map((accept) => ({
    name: `a client that accepts ${accept}`,
    parameters: { query: '{ hello }' },
    headers: { accept },
  })),
  ...['application/json;q=0.5, application/graphql-response+json', 'text/html', eventStream].map((accept) => ({
    name: `a client that accepts ${accept}`,
    parameters: { query: '{ hello }' },
    headers: { accept },
    hot: false as const,
  })),
];

const table = requests.flatMap((request) => {
  const methods = request.method ? [request.method] : (['POST', 'GET'] as const);
  return methods.map((method) => [`${method}: ${request.name}`, { ...request, method }] as const);
});

function searchOf(parameters: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(texts as [string, string][]).toString();
}

/** All that is seen of a request but its time, from outside and inside. */
async function seen({ url, lines, outcomes }: GatedServer, { method, parameters, headers }: Request) {
  const common = { 'x-request-id': 'same', origin: 'https://shop.example.com' };
  const response =
    method === 'GET'
      ? await fetch(`${url}?${searchOf(parameters)}`, { headers: { ...common, ...meant, ...headers } })
      : await fetch(url, {
          method: 'POST',
          body: JSON.stringify(parameters),
          headers: { ...common, 'content-type': 'application/json', ...headers },
        });
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => name !== 'date')),
    body: await response.text(),
    lines: lines
      .splice(0)
      .map((line) => ({ ...line, time: 0, durationMs: 0, err: (line['err'] as Error | undefined)?.message })),
    outcomes: outcomes.splice(0).map((outcome) => ({ ...outcome, seconds: 0 })),
  };
}

const served = { streams: {}, cors: { origins: ['https://shop.example.com'] }, compression: true };
let plain: GatedServer;
let hot: GatedServer;
beforeAll(async () => void ([plain, hot] = await Promise.all([serveGated(false, served), serveGated(true, served)])));
beforeEach(() => {
  plain.gate.more = hot.gate.more = {};
});
afterAll(() => Promise.all([plain.stop(), hot.stop()]));

describe('byte for byte as through Apollo Server', () => {
  test.each(table)('%s', async (_, request) => {
    const all = [
      {},
      { headers: { ratelimit: '"address";r=3' }, extensions: { cost: { estimated: 3 } } },
      { caching: { maxAge: 60, scope: 'PUBLIC' } },
      { caching: { maxAge: 0, scope: 'PRIVATE' }, extensions: {} },
    ] as const;
    for (const more of all) {
      plain.gate.more = hot.gate.more = more;
      const expected = await seen(plain, request);
      for (let time = 1; time <= 3; time++) expect(await seen(hot, request), `time ${time}`).toEqual(expected);
    }
    hot.gate.executed = 0;
    await seen(hot, request);
    expect(hot.gate.executed).toBe(request.hot === false ? 0 : 1);
  });
});

test('an operation is executed once, whichever way its answer takes', async () => {
  const request = { name: '', parameters: { query: 'mutation { breakAfterChange }' } };
  const before = hot.changes.length;
  for (let times = 1; times <= 3; times++) {
    await seen(hot, request);
    expect(hot.changes.length - before).toBe(times);
  }
});
