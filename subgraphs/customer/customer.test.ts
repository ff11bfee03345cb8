import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { customerSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { ask, entities, execute, statements } = askSubgraph(customerSubgraph, database).as(asService);
const { sql } = database;

test('a customer has every field of its row', async () => {
  const [row] = await sql`select * from customer.customer where not active limit 1`;
  const id = String(row?.['customer_id']);
  const { customer } = await ask(`{ customer(id: "${id}") {
    id firstName lastName email active createDate lastUpdate address { id } store { id }
  } }`);
  expect(customer).toEqual({
    id,
    firstName: row?.['first_name'],
    lastName: row?.['last_name'],
    email: row?.['email'],
    active: false,
    createDate: row?.['create_date'],
    lastUpdate: (row?.['last_update'] as Date).toISOString(),
    address: { id: String(row?.['address_id']) },
    store: { id: String(row?.['store_id']) },
  });
});

test('an address has every field of its row, and its city and country', async () => {
  await sql`
    update customer.address set address2 = 'Flat 3', postal_code = '0800', phone = '+353 1 5550100' where address_id = 7`;
  const [row] = await sql`select * from customer.address where address_id = 7`;
  const [city] = await sql`select * from customer.city where city_id = ${row?.['city_id']}`;
  const [country] = await sql`select * from customer.country where country_id = ${city?.['country_id']}`;
  const { address } = await ask(`{ address(id: "7") {
    id address address2 district postalCode phone lastUpdate city { id name country { id name } }
  } }`);
  expect(address).toEqual({
    id: '7',
    address: row?.['address'],
    address2: 'Flat 3',
    district: row?.['district'],
    postalCode: '0800',
    phone: '+353 1 5550100',
    lastUpdate: (row?.['last_update'] as Date).toISOString(),
    city: {
      id: String(row?.['city_id']),
      name: city?.['name'],
      country: { id: String(city?.['country_id']), name: country?.['name'] },
    },
  });
});

test('what a row does not say is null', async () => {
  await sql`update customer.address set address2 = null, postal_code = null where address_id = 8`;
  await sql`update customer.customer set email = null where customer_id = 8`;
  expect(await ask('{ address(id: "8") { address2 postalCode } customer(id: "8") { email } }')).toEqual({
    address: { address2: null, postalCode: null },
    customer: { email: null },
  });
});

test('a city and a country have every field of their rows', async () => {
  const [city] = await sql`select * from customer.city where city_id = 3`;
  const [country] = await sql`select * from customer.country where country_id = 3`;
  expect(await ask('{ city(id: "3") { id name country { id } } country(id: "3") { id name } }')).toEqual({
    city: { id: '3', name: city?.['name'], country: { id: String(city?.['country_id']) } },
    country: { id: '3', name: country?.['name'] },
  });
});

describe.each(['customer', 'address', 'city', 'country'])('%s(id:)', (lookup) => {
  test.each(['0', '-1', '01', '1.0', 'abc', '', '2147483648', '99999999', ' 1', '1e3'])(
    'is null where none has the id %j',
    async (id) => {
      expect(await ask(`query ($id: ID!) { ${lookup}(id: $id) { id } }`, { id })).toEqual({ [lookup]: null });
    },
  );

  test('refuses an id that is far too long by name', async () => {
    const { errors } = await execute(`{ ${lookup}(id: "${'1'.repeat(65)}") { id } }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } });
  });
});

describe('_entities', () => {
  // The sample has forty countries.
  test.each([
    ['Customer', '{ ... on Customer { id lastName } }', 100],
    ['Address', '{ ... on Address { id phone } }', 100],
    ['City', '{ ... on City { id name } }', 100],
    ['Country', '{ ... on Country { id name } }', 40],
  ])('of %s answer in order, null where there is none, with one statement', async (__typename, selection, existing) => {
    const hundred = Array.from({ length: 100 }, (_, index) => String(100 - index));
    const asked = ['3', '999999', '1', 'x', '3', ...hundred];
    statements.length = 0;
    const answer = await entities(
      asked.map((id) => ({ __typename, id })),
      selection,
    );
    expect(answer).toMatchObject(asked.map((id) => (id === 'x' || Number(id) > Math.max(existing, 3) ? null : { id })));
    expect(statements).toHaveLength(1);
  });

  const store = (id: string) => ({ __typename: 'Store', id });

  test('of Store are taken as they are, null where no row can have the id', async () => {
    statements.length = 0;
    const answer = await entities(['2', 'x', '1', '2'].map(store), '{ ... on Store { id } }');
    expect(answer).toEqual([{ id: '2' }, null, { id: '1' }, { id: '2' }]);
    expect(statements).toEqual([]);
  });

  test('of Store read the customers of a hundred stores with one statement a list, a count and the rows', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => String(100 - index));
    const selection = `{ ... on Store { id customers(first: 3, filter: { active: true }, sort: { field: NAME }) {
      totalCount edges { node { id } }
    } } }`;
    statements.length = 0;
    const answer = await entities(hundred.map(store), selection);
    expect(statements).toHaveLength(3);
    const expected = new Map<string, string[]>();
    const rows = await sql<{ id: string; store: string }[]>`
      select customer_id::text as id, store_id::text as store from customer.customer
      where active order by last_name, first_name, customer_id`;
    for (const row of rows) expected.set(row.store, [...(expected.get(row.store) ?? []), row.id]);
    expect(answer).toEqual(
      hundred.map((id) => {
        const all = expected.get(id) ?? [];
        const edges = all.slice(0, 3).map((customer) => ({ node: { id: customer } }));
        return { id, customers: { totalCount: all.length, edges } };
      }),
    );
  });
});

test('the number of statements does not grow with a page', async () => {
  const count = async (first: number): Promise<number> => {
    statements.length = 0;
    await ask(
      `query ($first: Int) {
        customers(first: $first) { edges { node { address { city { country { cities(first: 2) { edges { node {
          country { name }
        } } } } } } } } }
      }`,
      { first },
    );
    return statements.length;
  };
  // Pages and rows of customers and of cities; addresses, cities and countries.
  expect(await count(100)).toBe(7);
  expect(await count(2)).toBe(7);
});
