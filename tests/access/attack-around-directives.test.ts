import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWatchedHouse, type AskedError, type WatchedHouse } from './people.fixture.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
let secrets: readonly string[];
beforeAll(async () => {
  house = await openWatchedHouse(database);
  const found = await database.sql<{ email: string; username: string }[]>`
    select c.email, m.username from customer.customer c join store.staff m on m.staff_id = ${house.rows.staff}
    where c.customer_id = ${house.rows.customer}`;
  secrets = found.flatMap(({ email, username }) => [email, username]);
});

const denied = (path: readonly (string | number)[]): AskedError => ({
  message: 'Unauthorized field or type',
  path,
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
});

/** Ways to ask for the email of the customer and for the user name of the staff without saying so, as nobody may. */
const disguises: readonly (readonly [string, string])[] = [
  ['an alias', '{ film: customer(id: $c) { title: email } store: staffMember(id: $s) { name: username } }'],
  ['the alias of an open field', '{ film(id: "1") { title } viewer: customer(id: $c) { id: email } }'],
  ['a named fragment', '{ ...A } fragment A on Query { customer(id: $c) { ...B } } fragment B on Customer { email }'],
  [
    'an inline fragment',
    '{ ... { customer(id: $c) { ... on Customer { email } } } ... on Query { staffMember(id: $s) { username } } }',
  ],
  [
    'nested fragments that share a field with an open one',
    '{ ...A ...B } fragment A on Query { films(first: 1) { edges { node { ...C } } } } fragment B on Query { customer(id: $c) { email } } fragment C on Film { copies { edges { node { rentals { edges { node { customer { email } } } } } } } }',
  ],
  ['a directive that is true', '{ customer(id: $c) @include(if: true) { email @skip(if: false) } }'],
  ['a directive by a variable', '{ customer(id: $c) @include(if: $yes) { email @skip(if: $no) } }'],
  ['the same field twice, once skipped', '{ customer(id: $c) @skip(if: true) { id } customer(id: $c) { email } }'],
  [
    'the open store',
    '{ store(id: "1") { staff { edges { node { username } } } manager { username } customers { edges { node { email } } } } }',
  ],
  ['the open stores', '{ stores { edges { node { manager { username email } } } } }'],
  [
    'an open film',
    '{ film(id: "1") { copies { edges { node { rentals { edges { node { customer { email } staff { username } } } } } } } } }',
  ],
  ['a registration', '{ registration(id: $r) { customer { email } } }'],
  ['the viewer', '{ viewer { customer { email } staff { username } } }'],
];

describe('whoever has not signed in gets nothing of people by', () => {
  test.each(disguises)('%s', async (_, body) => {
    const { customer, staff, registration } = house.rows;
    const values: Record<string, unknown> = { c: customer, s: staff, r: registration, yes: true, no: false };
    const types: Record<string, string> = { c: 'ID!', s: 'ID!', r: 'ID!', yes: 'Boolean!', no: 'Boolean!' };
    const used = Object.keys(values).filter((name) => body.includes(`$${name}`));
    const declared = used.map((name) => `$${name}: ${types[name]}`).join(' ');
    const query = `query ${declared && `(${declared})`} ${body}`;
    const variables = Object.fromEntries(used.map((name) => [name, values[name]]));
    // The manager is answered, so the question is a good one.
    const known = await house.askAs('manager', query, variables);
    expect(known.errors ?? []).toEqual([]);
    const { text, errors = [] } = await house.askAs('anonymous', query, variables);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, extensions } of errors) {
      expect([message, Object.keys(extensions), extensions.code]).toEqual([
        'Unauthorized field or type',
        ['code'],
        'UNAUTHORIZED_FIELD_OR_TYPE',
      ]);
    }
  });
});

describe('what is denied', () => {
  test('does not take with it what is open beside it, and keeps its place', async () => {
    const { data, errors } = await house.askAs(
      'customer',
      '{ a: film(id: "1") { __typename id } b: customers { __typename totalCount } c: store(id: "1") { timeZone staff { __typename totalCount } } }',
    );
    expect(data).toEqual({
      a: { __typename: 'Film', id: '1' },
      b: null,
      c: { timeZone: expect.any(String) as string, staff: null },
    });
    expect(errors).toEqual([denied(['b']), denied(['c', 'staff'])]);
  });

  test('tells no name of a type: the whole field is null', async () => {
    const { data } = await house.askAs(
      'anonymous',
      '{ customer(id: "1") { __typename } rental(id: "1") { t: __typename } }',
    );
    expect(data).toEqual({ customer: null, rental: null });
  });

  test('is nothing where it is skipped', async () => {
    const query =
      'query ($no: Boolean!) { film(id: "1") { id } customers @skip(if: true) { totalCount } staff @include(if: $no) { totalCount } }';
    const { data } = await house.askAs('anonymous', query, { no: false });
    expect(data).toEqual({ film: { id: '1' } });
  });

  test('is told the same for a row that is there and one that is not', async () => {
    const ask = (id: string) => house.askAs('anonymous', 'query ($id: ID!) { customer(id: $id) { id email } }', { id });
    expect((await ask(house.rows.customer)).text).toBe((await ask('2000000000')).text);
  });

  test('is denied in the middle of a mutation, whose other fields are not done either', async () => {
    const { rows } = house;
    const count = () => database.sql`select count(*) from identity.session where ended_at is null`;
    const before = await count();
    const { data, errors } = await house.askAs(
      'staff',
      `mutation ($staff: ID!) {
        signOut { userErrors { code } }
        resetStaffPassword(input: { staffId: $staff }) { link { token } userErrors { code } }
      }`,
      { staff: rows.staff },
    );
    expect([data, errors]).toEqual([null, [denied(['resetStaffPassword'])]]);
    expect(await count()).toEqual(before);
    expect((await house.askAs('staff', '{ viewer { kind } }')).data).toEqual({ viewer: { kind: 'STAFF' } });
  });

  test('is denied also where a fragment holds the field of a mutation', async () => {
    const { data, errors } = await house.askAs(
      'customer',
      `mutation ($id: ID!) {
        ...F
        endSession(input: { sessionId: "f0000000-0000-4000-8000-000000000000" }) { userErrors { code } }
      }
      fragment F on Mutation { a: deactivateCustomer(input: { idempotencyKey: "k", customerId: $id }) { customer { id } } }`,
      { id: house.rows.otherCustomer },
    );
    expect([data, errors]).toEqual([null, [denied(['a'])]]);
    const [row] =
      await database.sql`select active from customer.customer where customer_id = ${house.rows.otherCustomer}`;
    expect(row).toEqual({ active: true });
  });
});

describe('introspection', () => {
  const query = '{ __schema { types { name fields { name } } } __type(name: "Customer") { fields { name } } }';
  test('is the same for all, and tells of nothing that is between the parts of the chain only', async () => {
    const { text } = await house.askAs('manager', query);
    for (const viewer of ['anonymous', 'customer', 'staff'] as const) {
      expect((await house.askAs(viewer, query)).text).toBe(text);
    }
    for (const hidden of ['_entities', '_service', 'endedSessions', 'recordDenials', 'RegistrationRequest']) {
      expect(text).not.toContain(`"${hidden}"`);
    }
  });

  test.each([
    '{ _entities(representations: []) { __typename } }',
    '{ _service { sdl } }',
    '{ endedSessions(since: "2026-01-01T00:00:00Z") { sessionId } }',
  ])('nobody is answered %s', async (hidden) => {
    const { data, errors } = await house.askAs('manager', hidden);
    expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([
      undefined,
      ['GRAPHQL_VALIDATION_FAILED'],
    ]);
  });
});

test('no error has more to tell than its message, its place and its code', async () => {
  const asked = [
    '{ customers { totalCount } }',
    '{ customer(id: "x") { id } rental(id: "99999999999999999999") { id } }',
    '{ rentals(first: 1000) { totalCount } }',
    '{ rentals(after: "x") { totalCount } }',
    'mutation { checkIn(input: { idempotencyKey: "", copyIds: [] }) { userErrors { code } } }',
  ];
  for (const query of asked) {
    for (const viewer of ['anonymous', 'customer', 'staff'] as const) {
      const { text } = await house.askAs(viewer, query);
      expect(text).not.toMatch(/stack|\bat .*\.[jt]s|node_modules|select |postgres/i);
    }
  }
});
