import { buildSubgraphSchema } from '@apollo/subgraph';
import { createInternalKeys, readSigningKey, SubgraphTokenSigner, type Identity } from '@reelhouse/auth';
import { withStatedPermissions } from '@reelhouse/authorization';
import { ManualClock } from '@reelhouse/clock';
import { readConfig } from '@reelhouse/config';
import { serveSchema, type GraphQLHttpServer } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../auth/src/identities.fixture.ts';
import { readableLog } from '../../logging/src/readable-log.fixture.ts';
import { admissionTo, admissionVariables } from './admission.ts';
import { guardOperations } from './guard-operations.ts';

const sdl = withStatedPermissions(
  parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])
  directive @public on OBJECT | FIELD_DEFINITION
  type Query { open: Int @public own: Int @authenticated unstated: Int report: Int @requiresScopes(scopes: [["manager"]])
    feed: Int @requiresScopes(scopes: [["service"]]) clerk: Clerk @public people: [Person] @public things: [Thing] @public
    strict: Strict @public }
  type Mutation { sign: Int @public rent: Payload refund: Int @requiresScopes(scopes: [["manager"]]) }
  type Subscription { rents: Int }
  type Payload { rental: Rental cost: Int @requiresScopes(scopes: [["manager"]]) }
  type Strict { cost: Int! @requiresScopes(scopes: [["manager"]]) }
  interface Person { name: String }
  union Thing = Clerk | Strict
  type Rental @key(fields: "id") { id: ID! note: String title: String @public }
  type Clerk implements Person @key(fields: "id") @requiresScopes(scopes: [["staff"]]) { id: ID! name: String
    pay: Int @requiresScopes(scopes: [["manager"]]) }
  extend type Film @key(fields: "id") { id: ID! stock: Int }`),
);

let ran: string[] = [];
/** Answers, and notes that it was asked. */
const noted = (name: string, value: unknown) => () => {
  ran.push(name);
  return value;
};
/** Says which entity was looked for. */
const entity = (__typename: string) => ({
  __resolveReference: (key: { id: string }) => {
    ran.push(`${__typename} ${key.id}`);
    return { ...key, title: 'Ali', name: 'Jon', pay: 9 };
  },
});
const clerk = { __typename: 'Clerk', id: 'c', name: 'Jon', pay: 9 };

const build = () =>
  buildSubgraphSchema({
    typeDefs: sdl,
    resolvers: {
      Query: {
        open: noted('open', 1),
        own: noted('own', 2),
        unstated: noted('unstated', 3),
        report: noted('report', 4),
        feed: noted('feed', 5),
        clerk: noted('clerk', clerk),
        people: noted('people', [clerk]),
        things: noted('things', [clerk]),
        strict: noted('strict', {}),
      },
      Mutation: { sign: noted('sign', 1), rent: noted('rent', { rental: { id: 'r' } }), refund: noted('refund', 3) },
      Payload: { cost: noted('cost', 7) },
      Strict: { cost: noted('strict cost', 8) },
      Rental: { ...entity('Rental'), note: noted('note', 'late') },
      Clerk: entity('Clerk'),
      Film: { ...entity('Film'), stock: noted('stock', 4) },
    },
  });

const roles = {
  nobody: undefined,
  customer: asCustomer(1),
  staff: asStaff(1, 1),
  manager: asManager(1, 1),
  service: asService,
} satisfies Record<string, Identity | undefined>;
type Role = keyof typeof roles;

const clock = new ManualClock('2026-03-01T10:00:00Z');
const pair = createInternalKeys();
const key = readSigningKey(pair.privateKey);
if (!key) throw new Error('no key');
const { headers } = new SubgraphTokenSigner({ key, issuer: 'gateway', clock }).requestsTo('desk');

let server: GraphQLHttpServer;
let schemasBuilt = 0;
beforeAll(async () => {
  const { log } = readableLog();
  const admit = admissionTo(
    'desk',
    readConfig(admissionVariables, { INTERNAL_PUBLIC_KEYS: pair.publicKeys }),
    clock,
    log,
  );
  const schema = build();
  const guard = guardOperations(sdl, schema, () => {
    schemasBuilt++;
    return build();
  });
  server = await serveSchema({
    schema,
    guard,
    introspection: true,
    host: '127.0.0.1',
    port: 0,
    log,
    context: async (incoming) => ({ requestId: incoming.requestId, log: incoming.log, ...(await admit(incoming)) }),
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  ran = [];
});

/** What a role is answered; what was denied, by its path; and which resolvers ran. */
async function ask(role: Role, query: string, variables = {}) {
  ran = [];
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers({ identity: roles[role] }) },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as {
    data?: unknown;
    errors?: { path?: (string | number)[]; extensions: { code: string } }[];
  };
  const denied = (body.errors ?? []).map(({ path, extensions }) => {
    if (extensions.code !== 'UNAUTHORIZED_FIELD_OR_TYPE') throw new Error(JSON.stringify(body));
    return path?.join('/') ?? '';
  });
  return { data: body.data, denied, ran };
}

test.each<[Role, unknown, string[]]>([
  ['nobody', { open: 1, own: null, unstated: null, report: null, feed: null }, ['own', 'unstated', 'report', 'feed']],
  ['customer', { open: 1, own: 2, unstated: null, report: null, feed: null }, ['unstated', 'report', 'feed']],
  ['staff', { open: 1, own: 2, unstated: 3, report: null, feed: null }, ['report', 'feed']],
  ['manager', { open: 1, own: 2, unstated: 3, report: 4, feed: null }, ['feed']],
  ['service', { open: 1, own: 2, unstated: 3, report: 4, feed: 5 }, []],
])('%s is answered what the SDL opens, and no other resolver runs', async (role, data, denied) => {
  const expected = {
    data,
    denied,
    ran: ['open', 'own', 'unstated', 'report', 'feed'].filter((each) => !denied.includes(each)),
  };
  // The first time Apollo Server answers, then the lean lane.
  for (let time = 0; time < 3; time++) expect(await ask(role, '{ open own unstated report feed }')).toEqual(expected);
});

test('one text is decided for each who asks, in whatever order', async () => {
  const query = '{ a: unstated b: open }';
  for (const role of ['staff', 'customer', 'manager', 'nobody', 'staff', 'customer'] as const) {
    const isOpen = role === 'staff' || role === 'manager';
    expect((await ask(role, query)).data).toEqual({ a: isOpen ? 3 : null, b: 1 });
  }
});

test.each<[string, Role, string, object]>([
  ['an alias', 'customer', '{ open: report }', { data: { open: null }, denied: ['open'], ran: [] }],
  [
    'a fragment',
    'customer',
    '{ ...F } fragment F on Query { ... on Query { x: unstated } open }',
    { data: { x: null, open: 1 }, denied: ['x'] },
  ],
  [
    'a type that is closed',
    'customer',
    '{ clerk { __typename name } }',
    { data: { clerk: null }, denied: ['clerk'], ran: [] },
  ],
  [
    'a field of it',
    'staff',
    '{ clerk { name pay } }',
    { data: { clerk: { name: 'Jon', pay: null } }, denied: ['clerk/pay'] },
  ],
  [
    'what is behind an interface',
    'customer',
    '{ people { name } }',
    { data: { people: [{ name: null }] }, denied: ['people/0/name'] },
  ],
  [
    'what is in a union',
    'customer',
    '{ things { ... on Clerk { name } } }',
    { data: { things: [{ name: null }] }, denied: ['things/0/name'] },
  ],
  [
    'what may not be null, with its parent',
    'staff',
    '{ open strict { cost } }',
    { data: { open: 1, strict: null }, denied: ['strict/cost'] },
  ],
  [
    'what is skipped, which is nothing',
    'customer',
    '{ open unstated @skip(if: true) }',
    { data: { open: 1 }, denied: [], ran: ['open'] },
  ],
])('%s', async (_, role, query, expected) => {
  expect(await ask(role, query)).toMatchObject(expected);
});

describe('entities', () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename
    ... on Rental { id title note } ... on Clerk { id name pay } ... on Film { id stock } } }`;
  const of = [
    { __typename: 'Rental', id: 'r' },
    { __typename: 'Clerk', id: 'c' },
    { __typename: 'Film', id: 'f' },
  ];
  const rental = { __typename: 'Rental', id: 'r', title: 'Ali' };
  const film = { __typename: 'Film', id: 'f' };

  test.each<[Role, unknown[], string[], string[]]>([
    [
      'customer',
      [{ ...rental, note: null }, null, { ...film, stock: null }],
      ['_entities/1', '_entities/0/note', '_entities/2/stock'],
      ['Rental r', 'Film f'],
    ],
    [
      'staff',
      [
        { ...rental, note: 'late' },
        { __typename: 'Clerk', id: 'c', name: 'Jon', pay: null },
        { ...film, stock: 4 },
      ],
      ['_entities/1/pay'],
      ['Rental r', 'Clerk c', 'Film f', 'note', 'stock'],
    ],
    [
      'service',
      [
        { ...rental, note: 'late' },
        { __typename: 'Clerk', id: 'c', name: 'Jon', pay: 9 },
        { ...film, stock: 4 },
      ],
      [],
      ['Rental r', 'Clerk c', 'Film f', 'note', 'stock'],
    ],
  ])('in one batch are each decided: %s', async (role, entities, denied, resolved) => {
    const answer = await ask(role, query, { of });
    expect(answer.data).toEqual({ _entities: entities });
    expect([...answer.denied].sort()).toEqual([...denied].sort());
    expect([...answer.ran].sort()).toEqual([...resolved].sort());
  });

  test('of a type that is open are known by their keys to everybody', async () => {
    const keys = '{ _entities(representations: [{ __typename: "Film", id: "f" }]) { ... on Film { id } } }';
    expect(await ask('nobody', keys)).toEqual({ data: { _entities: [{ id: 'f' }] }, denied: [], ran: ['Film f'] });
  });
});

describe('a mutation', () => {
  test.each<[string, Role, string, string[]]>([
    ['of which one field is denied', 'staff', 'mutation { sign rent { rental { id } } refund }', ['refund']],
    [
      'of which a field is denied under another name',
      'customer',
      'mutation { a: sign b: rent { rental { id } } }',
      ['b'],
    ],
    ['in a fragment', 'customer', 'mutation { sign ...F } fragment F on Mutation { ... { refund } }', ['refund']],
  ])('is refused whole %s', async (_, role, query, denied) => {
    for (let time = 0; time < 2; time++) expect(await ask(role, query)).toEqual({ data: null, denied, ran: [] });
  });

  test('is executed of whose results something is denied', async () => {
    const answer = await ask('staff', 'mutation { rent { rental { id note } cost } }');
    expect(answer).toEqual({
      data: { rent: { rental: { id: 'r', note: 'late' }, cost: null } },
      denied: ['rent/cost'],
      ran: ['rent', 'note'],
    });
  });
});

test.each(['nobody', 'service'] as const)(
  'a subscription is for events, not for a subgraph, whoever asks: %s',
  async (role) => {
    await expect(ask(role, 'subscription { rents }')).rejects.toThrow('INTERNAL_SERVER_ERROR');
    expect(ran).toEqual([]);
  },
);

test('what a subgraph tells of itself is open to whoever is admitted', async () => {
  const { data, denied } = await ask(
    'nobody',
    '{ __typename _service { sdl } __schema { queryType { name } } __type(name: "Clerk") { name } }',
  );
  expect(denied).toEqual([]);
  expect(data).toMatchObject({ __typename: 'Query', __type: { name: 'Clerk' } });
  expect(JSON.stringify(data)).toContain('unstated: Int @requiresScopes(scopes: [[\\"staff\\"]])');
});

test('resolvers are guarded once, for whatever is denied', () => {
  expect(schemasBuilt).toBe(1);
});
