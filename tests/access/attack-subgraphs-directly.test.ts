import { readSigningKey, SubgraphTokenSigner, type Identity } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { canRunServices, runServicesOn } from '../services/running-services.ts';
import { sampleRows, type SampleRows } from './sample-rows.fixture.ts';

const database = await createSampleDatabase();

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}
type Entities = readonly (Readonly<Record<string, unknown>> | null)[];

describe.skipIf(!canRunServices)('a subgraph that is asked directly', { timeout: 120_000 }, () => {
  const chain = runServicesOn(database);
  let rows: SampleRows;
  let otherCustomer: Identity;
  let otherStaff: Identity;
  let customer: Identity;
  beforeAll(async () => {
    rows = await sampleRows(database);
    customer = asCustomer(Number(rows.customer));
    otherCustomer = asCustomer(Number(rows.otherCustomer));
    otherStaff = asStaff(Number(rows.otherStaff), Number(rows.otherStore));
  });

  /** Asks as the gateway does, on behalf of somebody; without `signed` as a stranger. */
  async function ask(
    subgraph: string,
    query: string,
    variables: object,
    signed: { readonly identity: Identity | undefined } | undefined,
  ): Promise<Answered> {
    const key = readSigningKey(chain.services.internalKeys.privateKey);
    if (!key) throw new Error('no key');
    const signer = new SubgraphTokenSigner({ key, issuer: 'gateway', clock: systemClock }).requestsTo(subgraph);
    const response = await fetch(new URL('/graphql', chain.services.readyUrl(subgraph)), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(signed && signer.headers({ identity: signed.identity })) },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    return { ...(JSON.parse(text) as Omit<Answered, 'status' | 'text'>), status: response.status, text };
  }

  async function entities(
    subgraph: string,
    type: string,
    ids: readonly string[],
    selection: string,
    identity: Identity | undefined,
  ): Promise<{ readonly found: Entities; readonly codes: readonly string[]; readonly text: string }> {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${selection} } } }`;
    const r = ids.map((id) => ({ __typename: type, id }));
    const { data, errors = [], text } = await ask(subgraph, query, { r }, { identity });
    return {
      found: (data?.['_entities'] ?? []) as Entities,
      codes: errors.map(({ extensions }) => extensions.code),
      text,
    };
  }

  /** Rows of people and of the trade, with what would be a leak. */
  const protectedRows: readonly (readonly [string, string, (rows: SampleRows) => string, string])[] = [
    ['customer', 'Customer', (all) => all.customer, 'id email lastName address { id }'],
    ['identity', 'Customer', (all) => all.customer, 'id login { loginName }'],
    ['payment', 'Customer', (all) => all.customer, 'id payments { totalCount }'],
    ['rental', 'Customer', (all) => all.customer, 'id rentals { totalCount }'],
    ['rental', 'Rental', (all) => all.rental, 'id price { amount } filmTitle'],
    ['rental', 'InventoryItem', (all) => all.copy, 'id status'],
    ['payment', 'Payment', (all) => all.payment, 'id amount { amount }'],
    ['payment', 'Rental', (all) => all.rental, 'id payments { totalCount }'],
    ['store', 'Staff', (all) => all.staff, 'id username email'],
    ['identity', 'Staff', (all) => all.staff, 'id login { loginName }'],
    ['payment', 'Staff', (all) => all.staff, 'id payments { totalCount }'],
  ];

  /** What is in an answer but keys, which whoever asks has sent. */
  const told = (found: Entities): unknown[] =>
    found.flatMap((row) =>
      Object.entries(row ?? {}).flatMap(([name, value]) => (name === 'id' || value === null ? [] : [value])),
    );
  const isEmpty = (value: unknown): boolean => JSON.stringify(value) === '{"totalCount":0}';

  test('answers nothing that is not signed for', async () => {
    for (const [subgraph, type, id, selection] of protectedRows) {
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${selection} } } }`;
      const { status, data } = await ask(subgraph, query, { r: [{ __typename: type, id: id(rows) }] }, undefined);
      expect([status, data]).toEqual([401, undefined]);
    }
  });

  test.each(protectedRows)('%s tells nobody in particular of a %s', async (subgraph, type, id, selection) => {
    const { found, codes } = await entities(subgraph, type, [id(rows)], selection, undefined);
    expect(told(found)).toEqual([]);
    for (const code of codes) expect(code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    // The chain itself is told, so the question is a good one.
    const known = await entities(subgraph, type, [id(rows)], selection, asService);
    expect([known.codes, told(known.found).length > 0]).toEqual([[], true]);
  });

  test.each(protectedRows)('%s tells another customer nothing of a %s', async (subgraph, type, id, selection) => {
    const { found, codes } = await entities(subgraph, type, [id(rows)], selection, otherCustomer);
    expect(told(found).filter((value) => !isEmpty(value))).toEqual([]);
    for (const code of codes) expect(code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });

  test.each(protectedRows.filter(([subgraph, type]) => type !== 'Customer' || subgraph === 'rental'))(
    '%s tells staff of another store nothing of a %s',
    async (subgraph, type, id, selection) => {
      const { found } = await entities(subgraph, type, [id(rows)], selection, otherStaff);
      const [ofStore] = await database.sql<{ count: number }[]>`
        select count(*)::integer as count from rental.rental
        where customer_id = ${rows.customer} and store_id = ${rows.otherStore}`;
      // Any staff may serve the customer, who may have rented there too.
      const known = type === 'Customer' ? JSON.stringify({ totalCount: ofStore?.count }) : '';
      expect(told(found).filter((value) => !isEmpty(value) && JSON.stringify(value) !== known)).toEqual([]);
    },
  );

  test.each([
    ['rental', 'Rental', 'rental.rental', 'rental_id', 'filmTitle'],
    ['payment', 'Payment', 'payment.payment', 'payment_id', 'paymentDate'],
  ])(
    '%s answers, of a hundred in one batch, what is one’s own, each in its place',
    async (subgraph, type, table, key, leaf) => {
      for (const [identity, condition] of [
        [otherCustomer, `customer_id = ${rows.otherCustomer}`],
        [otherStaff, `store_id = ${rows.otherStore}`],
      ] as const) {
        const mixed = await database.sql.unsafe<{ id: string; isOwn: boolean }[]>(
          `select * from (select distinct on (place) * from (
           (select ${key}::text as id, true as "isOwn", row_number() over (order by ${key}) * 2 as place from ${table} where ${condition} limit 40)
           union all
           (select ${key}::text, false, row_number() over (order by ${key}) * 2 + 1 from ${table} where not (${condition}) limit 99)) x) y
         order by place limit 98`,
        );
        const ids = [...mixed.map(({ id }) => id), '2000000000', 'nothing'];
        const { found } = await entities(subgraph, type, ids, `id ${leaf}`, identity);
        expect(found.map((row) => row?.['id'])).toEqual(
          ids.map((id) => (mixed.some((row) => row.id === id && row.isOwn) ? id : undefined)),
        );
        expect(found.filter((row) => row !== null).length).toBeGreaterThan(0);
      }
    },
  );

  const closed: readonly (readonly [string, string, () => Identity | undefined])[] = [
    ['customer', '{ customers { totalCount } }', () => customer],
    ['customer', '{ customers { totalCount } }', () => undefined],
    ['customer', '{ addresses { totalCount } }', () => customer],
    ['rental', '{ copies { totalCount } }', () => customer],
    ['rental', '{ rentals { totalCount } }', () => undefined],
    ['payment', '{ payments { totalCount } }', () => undefined],
    ['store', '{ staff { totalCount } }', () => customer],
    ['store', '{ staff { ...F } } fragment F on StaffConnection { totalCount }', () => undefined],
    ['identity', '{ endedSessions(since: "2026-01-01T00:00:00Z") { sessionId } }', () => asManager(1, 1)],
    ['store', '{ a: store(id: "1") { b: manager { username } c: staff { totalCount } } }', () => customer],
  ];
  test.each(closed)('%s refuses what its directives close: %s (%#)', async (subgraph, query, who) => {
    const { data, errors, text } = await ask(subgraph, query, {}, { identity: who() });
    expect(errors?.map(({ extensions }) => extensions.code)[0], text).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(JSON.stringify(data ?? null)).not.toMatch(/totalCount|username|sessionId/);
  });

  test('refuses a command whole, and does nothing of it', async () => {
    const query = `mutation ($id: ID!) {
      a: deactivateCustomer(input: { idempotencyKey: "direct", customerId: $id }) { customer { id } }
    }`;
    for (const identity of [undefined, customer, otherCustomer]) {
      const { data = null, errors } = await ask('customer', query, { id: rows.customer }, { identity });
      expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'UNAUTHORIZED_FIELD_OR_TYPE']);
    }
    const [row] = await database.sql`select active from customer.customer where customer_id = ${rows.customer}`;
    expect(row).toEqual({ active: true });
  });

  test('tells of who is registering to parts of the chain only', async () => {
    const [request] = await database.sql<{ id: string }[]>`
      insert into identity.registration (registration_id, status, person, requested_at, told_at)
      values (gen_random_uuid(), 'pending',
        '{"email":"new@nowhere.example","firstName":"New","lastName":"Nobody","storeId":1,"address":{"address":"1 Street","address2":null,"district":"","cityId":1,"postalCode":null,"phone":"1"}}',
        now(), now())
      returning number::text as id`;
    for (const identity of [undefined, customer, otherStaff, asManager(Number(rows.manager), 1)]) {
      const { found, text } = await entities('identity', 'RegistrationRequest', [request!.id], 'id email', identity);
      expect(told(found)).toEqual([]);
      expect(text).not.toContain('nowhere.example');
    }
  });
});
