import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RegistrationLevel } from '../registered-operations/registration-level.ts';
import { idOf } from '../registered-operations/releases.fixture.ts';
import { defaultEdgeSettings } from './default-edge-settings.ts';
import { codesOf, onlyOnTheWeb, registered, send, sendGet, startEdgeGateway } from './edge-gateway.fixture.ts';

let gateway: Awaited<ReturnType<typeof startEdgeGateway>>;
beforeAll(async () => {
  gateway = await startEdgeGateway({}, { persistedQueries: true });
});
afterAll(() => gateway.stop());

const production = {
  ...defaultEdgeSettings,
  introspection: { scopes: ['staff'] },
  registration: {
    level: 'safelist',
    rules: [
      { listener: 'mobile', level: 'require-id', clients: ['mobile'] },
      { clientId: 'mobile', level: 'require-id', clients: ['mobile'] },
      { scope: 'staff', level: 'off' },
    ],
  },
} as const;

const films = { documentId: idOf(registered.films) };
const unknown = '{ film(id: "1") { id } }';
const hash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: idOf(text) } });

beforeEach(() => {
  gateway.edge.current = production;
});

const level = (of: RegistrationLevel): void => {
  gateway.edge.current = { ...defaultEdgeSettings, registration: { level: of, rules: [] } };
};

describe('the app', () => {
  const atTheApp = () => gateway.urls['mobile']!;

  test('runs what it was released with, by ids', async () => {
    expect((await send(atTheApp(), films)).body.data).toMatchObject({ films: [{ stars: 1 }, { stars: 2 }] });
    const persisted = await send(atTheApp(), { extensions: hash(registered.me) }, { authorization: 'ada' });
    expect(persisted.body.data).toEqual({ me: 'customer:1' });
    expect((await sendGet(atTheApp(), films)).status).toBe(200);
  });

  test.each<[string, object, number, string]>([
    ['a text', { query: registered.films }, 400, 'PERSISTED_QUERY_ID_REQUIRED'],
    ['a text of its own beside an id', { ...films, query: unknown }, 400, 'CANNOT_SEND_PQ_ID_AND_BODY'],
    ['an id of the website', { documentId: idOf(onlyOnTheWeb) }, 404, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['the schema', { query: '{ __schema { types { name } } }' }, 400, 'PERSISTED_QUERY_ID_REQUIRED'],
    [
      'a text to be kept under its hash',
      { query: unknown, extensions: hash(unknown) },
      400,
      'CANNOT_SEND_PQ_ID_AND_BODY',
    ],
  ])('cannot run %s, whoever has signed in', async (_, parameters, status, code) => {
    for (const authorization of ['ada', 'odile', 'app']) {
      const answer = await send(atTheApp(), parameters, { authorization });
      expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('is the app by its token wherever it goes, and by no header', async () => {
    const claims = { 'apollographql-client-name': 'web', 'x-listener': 'default', host: 'desk.example.com' };
    for (const headers of [{}, claims]) {
      const elsewhere = await send(gateway.url, { query: registered.films }, { authorization: 'app', ...headers });
      expect(codesOf(elsewhere)).toEqual(['PERSISTED_QUERY_ID_REQUIRED']);
      const atHome = await send(atTheApp(), { query: registered.films }, headers);
      expect(codesOf(atHome)).toEqual(['PERSISTED_QUERY_ID_REQUIRED']);
    }
  });
});

describe('the website', () => {
  test('runs what is registered, by text or id', async () => {
    const reformatted = registered.films.replaceAll(' ', '\n # comment\n ,');
    for (const parameters of [{ query: registered.films }, { query: reformatted }, films, { query: onlyOnTheWeb }]) {
      const answer = await send(gateway.url, parameters);
      expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    }
  });

  test.each([unknown, registered.films.replace('title', 'name: title'), `${registered.films} ${onlyOnTheWeb}`])(
    'cannot run %s',
    async (query) => {
      const answer = await send(gateway.url, { query, operationName: 'Films' });
      expect([answer.status, codesOf(answer)]).toEqual([403, ['QUERY_NOT_IN_SAFELIST']]);
    },
  );

  test('is told by Apollo Server where a text is not GraphQL', async () => {
    expect(codesOf(await send(gateway.url, { query: '}}}' }))).toEqual(['GRAPHQL_PARSE_FAILED']);
  });

  test('cannot have a text kept, and is given none that staff had kept', async () => {
    const text = 'query Kept { films(first: 1) { id } }';
    const kept = await send(gateway.url, { query: text, extensions: hash(text) }, { authorization: 'odile' });
    expect(kept.body.data).toEqual({ films: [{ id: '1' }] });
    expect((await send(gateway.url, { extensions: hash(text) }, { authorization: 'odile' })).body).toEqual(kept.body);
    const other = await send(gateway.url, { extensions: hash(text) });
    expect([other.status, codesOf(other)]).toEqual([404, ['PERSISTED_QUERY_NOT_IN_LIST']]);
  });

  test('asks for the schema alone where it may: nobody here', async () => {
    const query = '{ __type(name: "Film") { name } }';
    expect(codesOf(await send(gateway.url, { query }))).toEqual(['QUERY_NOT_IN_SAFELIST']);
    gateway.edge.current = { ...production, introspection: true };
    expect((await send(gateway.url, { query })).body.data).toEqual({ __type: { name: 'Film' } });
    expect(codesOf(await send(gateway.url, { query: '{ __typename films { id } }' }))).toEqual([
      'QUERY_NOT_IN_SAFELIST',
    ]);
  });
});

describe('staff', () => {
  const authorization = 'odile';

  test('send any text, and ask for the schema', async () => {
    expect((await send(gateway.url, { query: unknown }, { authorization })).body.data).toEqual({ film: { id: '1' } });
    const schema = await send(gateway.url, { query: '{ __schema { queryType { name } } }' }, { authorization });
    expect(schema.body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  test('have texts kept under their hashes', async () => {
    const extensions = hash(unknown);
    gateway.edge.current = production;
    const notYet = await send(gateway.url, { extensions }, { authorization });
    expect([notYet.status, codesOf(notYet)]).toEqual([200, ['PERSISTED_QUERY_NOT_FOUND']]);
    expect((await send(gateway.url, { query: unknown, extensions }, { authorization })).status).toBe(200);
    expect((await send(gateway.url, { extensions }, { authorization })).body.data).toEqual({ film: { id: '1' } });
    const forged = await send(gateway.url, { query: registered.me, extensions }, { authorization });
    expect([forged.status, codesOf(forged)]).toEqual([400, ['BAD_REQUEST']]);
    expect((await send(gateway.url, { extensions }, { authorization })).body.data).toEqual({ film: { id: '1' } });
  });
});

test('the level log takes all, and logs what is not registered, once and without its text', async () => {
  level('log');
  const secret = 'query Unregistered { film(id: "a secret") { id } }';
  for (const query of [secret, secret, registered.films, '{ __typename }']) await send(gateway.url, { query });
  const logged = gateway.lines.filter(({ msg }) => msg === 'an operation is not registered');
  expect(logged).toEqual([
    expect.objectContaining({ operationId: idOf(secret), operationName: 'Unregistered', listener: 'default' }),
  ]);
  expect(JSON.stringify(gateway.lines)).not.toContain('a secret');
});

test('the level off takes all and logs nothing', async () => {
  level('off');
  const before = gateway.lines.length;
  expect((await send(gateway.url, { query: unknown })).status).toBe(200);
  expect(gateway.lines.slice(before).filter(({ msg }) => msg === 'an operation is not registered')).toEqual([]);
});
