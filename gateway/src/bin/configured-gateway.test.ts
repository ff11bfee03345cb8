import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../gateway.fixture.ts';
import { compose } from '../graph.fixture.ts';
import { echoSdl, runUntilItListens, serveEcho } from './running-gateway.fixture.ts';

const more = 'added: String!';
const served = 'the supergraph schema was swapped';
const refused = 'the new supergraph schema is refused; the one before serves on';

let folder: string;
let file: string;
let subgraphs: Record<'film' | 'orderHistory' | 'late', Awaited<ReturnType<typeof serveEcho>>>;
let gateway: Awaited<ReturnType<typeof runUntilItListens>>;

async function replace(sdl: string) {
  await writeFile(`${file}.new`, sdl);
  await rename(`${file}.new`, file);
}

async function readiness() {
  const response = await fetch(`${gateway.origin}/health`);
  return { status: response.status, body: await response.json() };
}

const before = () => compose({ film: echoSdl('film'), 'order-history': echoSdl('orderHistory') }, () => '');
const after = () =>
  compose({ film: echoSdl('film'), 'order-history': echoSdl('orderHistory'), Late: echoSdl('late', more) }, (name) =>
    name === 'Late' ? subgraphs.late.url : '',
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  file = join(folder, 'supergraph.graphql');
  subgraphs = {
    film: await serveEcho('film'),
    orderHistory: await serveEcho('orderHistory'),
    late: await serveEcho('late', more),
  };
  await writeFile(file, before());
  await writeFile(
    join(folder, 'gateway.yaml'),
    [
      'port: ${GATEWAY_PORT:-0}',
      'cors: {origins: [https://shop.example.com]}',
      'introspection: false',
      'subgraphDefaults: {forwardHeaders: [Authorization]}',
      'subgraphs:',
      `  film: {url: ${subgraphs.film.url}, forwardHeaders: []}`,
      `  order-history: {url: ["${subgraphs.orderHistory.url}"], deadlineSeconds: 5}`,
      '  lete: {retries: 1}',
    ].join('\n'),
  );
  gateway = await runUntilItListens(['--supergraph', file, '--config', 'gateway.yaml'], folder);
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
  await rm(folder, { recursive: true });
});

test('a subgraph gets the headers that it is configured to get', async () => {
  const query = '{ filmHeader(name: "authorization") orderHistoryHeader(name: "authorization") }';
  const { body } = await ask(gateway.url, query, {}, { authorization: 'Bearer 1', cookie: 'a=b' });
  expect(body).toEqual({ data: { filmHeader: null, orderHistoryHeader: 'Bearer 1' } });
  const others = await ask(gateway.url, '{ orderHistoryHeader(name: "cookie") }', {}, { cookie: 'a=b' });
  expect(others.body).toEqual({ data: { orderHistoryHeader: null } });
});

test('settings of a subgraph that is not there are a warning', () => {
  expect(gateway.before.map(({ msg }) => msg)).toContain(
    'gateway.yaml: subgraphs.lete: the supergraph has no such subgraph',
  );
});

test('what clients ask at once is answered to each by its own headers', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `Bearer ${index}`);
  const answers = await Promise.all(
    names.map((authorization) =>
      ask(gateway.url, '{ orderHistoryHeader(name: "authorization") }', {}, { authorization }),
    ),
  );
  expect(answers.map(({ body }) => body)).toEqual(names.map((name) => ({ data: { orderHistoryHeader: name } })));
});

test('the file says who may read answers, and whether the schema may be asked for', async () => {
  const introspected = await ask(gateway.url, '{ __schema { queryType { name } } }');
  expect(introspected.body).toMatchObject({ errors: [{ extensions: { code: 'INTROSPECTION_DISABLED' } }] });
  const answer = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://shop.example.com' },
    body: '{"query":"{ __typename }"}',
  });
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example.com');
});

test('a bad supergraph file is refused and told of, a good one is served with its new subgraphs', async () => {
  await replace('type Query { film: String }');
  const { reason } = await gateway.logged(refused);
  expect(reason).toContain('the supergraph schema cannot be used');
  expect(await readiness()).toEqual({
    status: 200,
    body: { status: 'ok', checks: { film: 'ok', 'order-history': 'ok' }, warnings: { schema: 'refused' } },
  });
  const { body } = await ask(gateway.url, '{ filmHeader(name: "host") }');
  expect(body).toMatchObject({ data: { filmHeader: expect.any(String) as string } });

  await replace(after());
  await gateway.logged(served);
  const added = await ask(
    gateway.url,
    '{ added lateHeader(name: "authorization") }',
    {},
    { authorization: 'Bearer 1' },
  );
  expect(added.body).toEqual({ data: { added: 'late', lateHeader: 'Bearer 1' } });
});

test('SIGHUP has the file read again', async () => {
  await replace('type Query { film: String }');
  await gateway.logged(refused);
  gateway.signal('SIGHUP');
  await gateway.logged(refused);
  const { body } = await ask(gateway.url, '{ filmHeader(name: "cookie") }');
  expect(body).toEqual({ data: { filmHeader: null } });
});
