import { KeysetStatements } from '@reelhouse/database';
import { askSubgraph, createSampleDatabase, planEveryList } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { addressList } from './store/address.ts';
import { cityList } from './store/city.ts';
import { countryList } from './store/country.ts';
import { customerList } from './store/customer.ts';
import { customerSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { ask, execute, statements } = askSubgraph(customerSubgraph, database).as(asService);
const { sql } = database;

/** The ids that SQL finds in a table, as the graph writes them. */
async function idsOf(table: string, condition: string, order = `${table}_id`): Promise<string[]> {
  const rows = await sql.unsafe<{ id: string }[]>(
    `select ${table}_id::text as id from customer.${table} where ${condition} order by ${order}`,
  );
  return rows.map(({ id }) => id);
}

// Whole names and texts that hold what LIKE takes for wildcards; and more countries than a page has.
beforeAll(async () => {
  await sql`
    insert into customer.customer (customer_id, store_id, first_name, last_name, email, address_id)
    values (9001, 1, 'Anna Lena', 'O''Neill_Ruiz', 'A_L@Example.com', 1), (9002, 2, 'ÉMILE', 'Zola', 'axl@example.com', 1)`;
  await sql`insert into customer.country (country_id, name) select 900 + n, 'Land ' || n % 9 from generate_series(1, 90) n`;
});

const lists = { customers: 'customer', addresses: 'address', cities: 'city', countries: 'country' } as const;

describe('filters', () => {
  test.each([
    ['customers', '{ storeId: "2" }', 'store_id = 2'],
    ['customers', '{ storeId: "no" }', 'false'],
    ['customers', '{ active: true }', 'active'],
    ['customers', '{ active: false }', 'not active'],
    ['customers', '{ storeId: null, active: null, name: null, email: null }', 'true'],
    ['customers', '{ name: "AN" }', `first_name ilike '%an%' or last_name ilike '%an%'`],
    ['customers', '{ name: "lena o\'n" }', 'customer_id = 9001'],
    ['customers', '{ name: "l_r" }', 'customer_id = 9001'],
    ['customers', '{ name: "Émile zo" }', 'customer_id = 9002'],
    ['customers', '{ name: "Zola Émile" }', 'false'],
    ['customers', '{ name: "%" }', 'false'],
    ['customers', '{ email: "A" }', `lower(email) like 'a%'`],
    ['customers', '{ email: "a_l@EXAMPLE" }', 'customer_id = 9001'],
    ['customers', '{ email: "example" }', `lower(email) like 'example%'`],
    [
      'customers',
      '{ storeId: "1", active: true, name: "e" }',
      `store_id = 1 and active and (first_name || last_name) ilike '%e%'`,
    ],
    ['addresses', '{ cityId: "5" }', 'city_id = 5'],
    ['addresses', '{ cityId: "no" }', 'false'],
    ['cities', '{ countryId: "4" }', 'country_id = 4'],
    ['cities', '{ name: "AN" }', `name ilike '%an%'`],
    ['cities', '{ countryId: "4", name: "a" }', `country_id = 4 and name ilike '%a%'`],
    ['countries', '{ name: "Land 3" }', `name = 'Land 3'`],
    ['countries', '{ name: "_" }', 'false'],
  ] as const)('%s with %s', async (list, filter, condition) => {
    const expected = await idsOf(lists[list], condition);
    expect(await ask(`{ ${list}(first: 100, filter: ${filter}) { totalCount edges { node { id } } } }`)).toEqual({
      [list]: { totalCount: expected.length, edges: expected.slice(0, 100).map((id) => ({ node: { id } })) },
    });
  });

  test('hold for the cities of a country, too', async () => {
    const expected = await idsOf('city', `country_id = 4 and name ilike '%a%'`);
    expect(await ask('{ country(id: "4") { cities(filter: { name: "A" }) { edges { node { id } } } } }')).toEqual({
      country: { cities: { edges: expected.map((id) => ({ node: { id } })) } },
    });
  });
});

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
}

/** Reads a list page after page, forwards or backwards, and gives the ids in the order of the list. */
async function walk(list: string, sort: string, backwards: boolean): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const place: string = cursor === null ? '' : `${backwards ? 'before' : 'after'}: "${cursor}"`;
    const page = (await ask(`{ ${list}(${backwards ? 'last' : 'first'}: 90, sort: ${sort} ${place}) {
      edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`)) as Record<string, Page>;
    const { edges, pageInfo } = page[list] as Page;
    const pageIds = edges.map(({ node }) => node.id);
    found.splice(backwards ? 0 : found.length, 0, ...pageIds);
    expect(backwards ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(cursor !== null);
    if (!(backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return found;
    cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor;
  }
}

describe('orders', () => {
  describe.each([
    ['customers', 'ID', ['customer_id']],
    ['customers', 'NAME', ['last_name', 'first_name', 'customer_id']],
    ['customers', 'CREATE_DATE', ['create_date', 'customer_id']],
    ['addresses', 'ID', ['address_id']],
    ['cities', 'ID', ['city_id']],
    ['cities', 'NAME', ['name', 'city_id']],
    ['countries', 'ID', ['country_id']],
    ['countries', 'NAME', ['name', 'country_id']],
  ] as const)('%s by %s', (list, field, columns) => {
    test.each([
      ['ASCENDING', 'asc'],
      ['DESCENDING', 'desc'],
    ])('%s, forwards and backwards through all pages', async (direction, sqlDirection) => {
      const order = columns.map((column) => `${column} ${sqlDirection}`).join(', ');
      const expected = await idsOf(lists[list], 'true', order);
      expect(expected.length).toBeGreaterThan(90);
      const sort = `{ field: ${field}, direction: ${direction} }`;
      expect(await walk(list, sort, false)).toEqual(expected);
      expect(await walk(list, sort, true)).toEqual(expected);
    });
  });
});

test.each(Object.keys(lists))('%s: totalCount alone reads no page, and a page alone counts nothing', async (list) => {
  statements.length = 0;
  await ask(`{ ${list} { totalCount } }`);
  expect(statements).toEqual([expect.stringContaining('count(*)')]);
  statements.length = 0;
  await ask(`{ ${list} { edges { cursor } } }`);
  expect(statements.join()).not.toContain('count(*)');
});

describe('PostgreSQL', () => {
  const role = database.connectAs('customer', { connections: 1 });
  const everybody = { all: true, customerId: null };
  const filter = { storeId: 1, active: true, namePattern: '%anna%', emailPattern: 'anna%' };

  test('can plan whatever lists can be asked for', async () => {
    for (const seen of [everybody, { all: false, customerId: 1 }, { all: false, customerId: null }]) {
      expect(await planEveryList(role, customerList(seen), filter)).toBeGreaterThan(0);
      expect(await planEveryList(role, addressList(seen), { cityId: 1 })).toBeGreaterThan(0);
    }
    expect(await planEveryList(role, cityList, { countryId: 1, namePattern: '%an%' })).toBeGreaterThan(0);
    expect(await planEveryList(role, countryList, { namePattern: '%an%' })).toBeGreaterThan(0);
  });

  const list = new KeysetStatements(role, customerList(everybody));
  const pageBy = (field: 'ID' | 'NAME' | 'CREATE_DATE') => ({
    order: { field, descending: false },
    limit: 20,
    backward: false,
  });

  test.each([
    ['a name', 'customer_name_trigrams', () => list.count({ namePattern: filter.namePattern })],
    ['an email address', 'customer_email_trigrams', () => list.count({ emailPattern: filter.emailPattern })],
    ['the order by name', 'customer_by_name', () => list.page({}, pageBy('NAME'))],
    ['the order by day', 'customer_by_create_date', () => list.page({}, pageBy('CREATE_DATE'))],
    ['the names of a store', 'customer_of_store_by_name', () => list.pagesOf('store', [1], {}, pageBy('NAME'))],
    [
      'the days of a store',
      'customer_of_store_by_create_date',
      () => list.pagesOf('store', [1], {}, pageBy('CREATE_DATE')),
    ],
  ])('has an index for %s', async (_, index, statement) => {
    // What else serves a table as small as the sample's, and no larger one.
    await role`set enable_seqscan = off`;
    await role`set enable_indexonlyscan = off`;
    await role`set enable_sort = off`;
    const plan = await role`explain ${statement()}`;
    expect(JSON.stringify(plan)).toContain(`${index} `);
  });
});

describe('refused, naming the argument', () => {
  const tooLong = 'a'.repeat(101);
  test.each([
    [`{ customers(filter: { storeId: "${tooLong}" }) { totalCount } }`, 'filter.storeId'],
    ['{ customers(filter: { name: "" }) { totalCount } }', 'filter.name'],
    [`{ customers(filter: { name: "${tooLong}" }) { totalCount } }`, 'filter.name'],
    [String.raw`{ customers(filter: { email: "a\u0000" }) { totalCount } }`, 'filter.email'],
    [`{ customers(filter: { email: "${tooLong}" }) { totalCount } }`, 'filter.email'],
    [`{ addresses(filter: { cityId: "${tooLong}" }) { totalCount } }`, 'filter.cityId'],
    [`{ cities(filter: { countryId: "${tooLong}" }) { totalCount } }`, 'filter.countryId'],
    ['{ cities(filter: { name: "" }) { totalCount } }', 'filter.name'],
    [`{ countries(filter: { name: "${tooLong}" }) { totalCount } }`, 'filter.name'],
    ['{ country(id: "1") { cities(filter: { name: "" }) { totalCount } } }', 'filter.name'],
    ['{ customers(first: 101) { totalCount } }', 'first'],
    ['{ addresses(last: -1) { totalCount } }', 'last'],
    [`{ customers(after: "${Buffer.from('["ID","x"]').toString('base64url')}") { totalCount } }`, 'after'],
    [
      `{ customers(sort: { field: CREATE_DATE }, after: "${Buffer.from('["CREATE_DATE","2026-02-30","1"]').toString('base64url')}") {
        totalCount
      } }`,
      'after',
    ],
  ])('%s', async (operation, argument) => {
    const { errors } = await execute(operation);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});
