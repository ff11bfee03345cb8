import type { Identity } from '@reelhouse/auth';
import { KeysetStatements } from '@reelhouse/database';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { addressList } from './store/address.ts';
import { customerList } from './store/customer.ts';
import { customerSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const subgraph = askSubgraph(customerSubgraph, database);
const { sql } = database;

const storeAddresses = 'address_id in (select address_id from store.store)';
const addressOf = (customerId: number) =>
  `${storeAddresses} or address_id = (select address_id from customer.customer where customer_id = ${customerId})`;

/** Who asks, and which rows there are for them. */
const viewers: readonly (readonly [string, Identity | undefined, string, string])[] = [
  ['nobody', undefined, 'false', storeAddresses],
  ['a customer', asCustomer(5), 'customer_id = 5', addressOf(5)],
  ['another customer', asCustomer(6), 'customer_id = 6', addressOf(6)],
  ['a customer who is none any more', asCustomer(999_999), 'false', storeAddresses],
  ['a customer whose token allows nothing', { ...asCustomer(5), scopes: [] }, 'false', storeAddresses],
  ['staff', asStaff(3, 1), 'true', 'true'],
  ['staff of another store', asStaff(6, 2), 'true', 'true'],
  ['staff whose token allows nothing', { ...asStaff(3, 1), scopes: [] }, 'false', storeAddresses],
  ['a manager', asManager(1, 1), 'true', 'true'],
  ['a service', asService, 'true', 'true'],
];

/** The ids that SQL finds in a table, as the graph writes them. */
async function idsOf(table: 'customer' | 'address', condition: string): Promise<string[]> {
  const rows = await sql.unsafe<{ id: string }[]>(
    `select ${table}_id::text as id from customer.${table} where ${condition} order by ${table}_id`,
  );
  return rows.map(({ id }) => id);
}

const page = (ids: readonly string[]) => ({
  totalCount: ids.length,
  edges: ids.slice(0, 100).map((id) => ({ node: { id } })),
});
const listed = '{ totalCount edges { node { id } } }';

describe.each(viewers)('%s', (_, identity, customers, addresses) => {
  const { ask, entities, execute } = subgraph.as(identity);

  describe.each([
    ['customer', 'Customer', customers],
    ['address', 'Address', addresses],
  ] as const)('sees of every %s', (table, __typename, condition) => {
    test('those in lists, and counts no others', async () => {
      const list = table === 'customer' ? 'customers' : 'addresses';
      const expected = await idsOf(table, condition);
      expect(await ask(`{ ${list}(first: 100) ${listed} }`)).toEqual({ [list]: page(expected) });
      const last = expected.slice(-2);
      const back = (await ask(`{ ${list}(last: 2) { edges { node { id } } pageInfo { hasPreviousPage } } }`))[list];
      expect(back).toEqual({
        edges: last.map((id) => ({ node: { id } })),
        pageInfo: { hasPreviousPage: expected.length > 2 },
      });
    });

    test('those behind a cursor that somebody else was given', async () => {
      const list = table === 'customer' ? 'customers' : 'addresses';
      const given = (await subgraph.as(asService).ask(`{ ${list}(first: 5) { pageInfo { endCursor } } }`))[list];
      const { endCursor } = (given as { pageInfo: { endCursor: string } }).pageInfo;
      const expected = await idsOf(table, `(${condition}) and ${table}_id > 5`);
      const answer = (await ask(`{ ${list}(first: 100, after: "${endCursor}") { edges { node { id } } } }`))[list];
      expect(answer).toEqual({ edges: page(expected).edges });
    });

    test('those by id, and no difference between others and none', async () => {
      const seen = new Set(await idsOf(table, condition));
      for (const id of ['5', '6', '7']) {
        expect(await ask(`{ ${table}(id: "${id}") { id } }`)).toEqual({ [table]: seen.has(id) ? { id } : null });
      }
      if (seen.size > 100) return;
      const byId = (id: string) => execute(`query ($id: ID!) { ${table}(id: $id) { id lastUpdate } }`, { id });
      expect(await byId('7')).toEqual(await byId('999999'));
    });

    test('those of a hundred that are asked for as entities, in order', async () => {
      const hundred = Array.from({ length: 100 }, (__, index) => String(100 - index));
      const ids = ['999999', '5', 'x', '6', ...hundred, '5'];
      const seen = new Set(await idsOf(table, condition));
      const answer = await entities(
        [{ __typename }, ...ids.map((id) => ({ __typename, id }))],
        `{ ... on ${__typename} { id lastUpdate } }`,
      );
      expect(answer).toMatchObject([null, ...ids.map((id) => (seen.has(id) ? { id } : null))]);
    });
  });

  test.each([
    ['{ storeId: "1" }', 'store_id = 1'],
    ['{ active: true }', 'active'],
    ['{ name: "a" }', `first_name || last_name ilike '%a%'`],
    ['{ email: "a" }', `email ilike 'a%'`],
  ])('finds with the filter %s nobody else', async (filter, condition) => {
    const expected = await idsOf('customer', `(${customers}) and (${condition})`);
    expect(await ask(`{ customers(first: 100, filter: ${filter}) ${listed} }`)).toEqual({ customers: page(expected) });
  });

  test('finds with a filter no other address', async () => {
    const [city] = await sql<{ id: number }[]>`select city_id as id from customer.address where address_id = 5`;
    const expected = await idsOf('address', `(${addresses}) and city_id = ${city?.id}`);
    const filter = `{ cityId: "${city?.id}" }`;
    expect(await ask(`{ addresses(first: 100, filter: ${filter}) ${listed} }`)).toEqual({ addresses: page(expected) });
  });

  test('finds of the customers of each store nobody else', async () => {
    const stores = ['1', '2', '99'];
    const expected = await Promise.all(stores.map((id) => idsOf('customer', `(${customers}) and store_id = ${id}`)));
    const answer = await entities(
      stores.map((id) => ({ __typename: 'Store', id })),
      `{ ... on Store { customers(first: 100, sort: { field: ID }) ${listed} } }`,
    );
    expect(answer).toEqual(expected.map((ids) => ({ customers: page(ids) })));
  });

  test('finds the address of each customer that is seen', async () => {
    const { customers: list } = (await ask(`{ customers(first: 100) { edges { node { address { id } } } } }`)) as {
      customers: { edges: { node: { address: object | null } }[] };
    };
    expect(list.edges.filter(({ node }) => node.address === null)).toEqual([]);
  });

  test('finds cities and countries', async () => {
    expect(await ask('{ city(id: "5") { country { id } } countries { totalCount } }')).toMatchObject({
      city: { country: { id: expect.any(String) as string } },
    });
  });
});

test('where the staff live, nobody sees but staff', async () => {
  const rows = await sql<{ id: string }[]>`select address_id::text as id from store.staff`;
  const representations = rows.map(({ id }) => ({ __typename: 'Address', id }));
  const seenBy = async (identity: Identity | undefined) =>
    (await subgraph.as(identity).entities(representations, '{ ... on Address { address phone } }')) as unknown[];
  expect(rows.length).toBeGreaterThan(3);
  for (const identity of [undefined, asCustomer(5)]) {
    expect((await seenBy(identity)).filter((row) => row !== null)).toEqual([]);
  }
  expect((await seenBy(asStaff(3, 1))).filter((row) => row === null)).toEqual([]);
});

describe('for a customer PostgreSQL reads', () => {
  const role = database.connectAs('customer', { connections: 1 });
  const seen = { all: false, customerId: 5 };
  const first = { order: { field: 'ID' as const, descending: false }, limit: 20, backward: false };

  test('one row of customers, by its key', async () => {
    const plan = JSON.stringify(await role`explain ${new KeysetStatements(role, customerList(seen)).page({}, first)}`);
    expect(plan).toContain('customer_pkey');
    expect(plan).not.toContain('Seq Scan on customer');
  });

  test('addresses by their keys, and no others', async () => {
    const plan = JSON.stringify(await role`explain ${new KeysetStatements(role, addressList(seen)).page({}, first)}`);
    expect(plan).toContain('address_pkey');
    expect(plan).not.toContain('Seq Scan on address');
  });
});
