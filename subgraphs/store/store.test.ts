import { askSubgraph, createSampleDatabase, planEveryList } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { staffList } from './store/staff.ts';
import { storeList } from './store/store.ts';
import { storeSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { ask, entities, execute, statements } = askSubgraph(storeSubgraph, database).as(asService);
const { sql } = database;

/** The ids that SQL finds, as the graph writes them. */
async function ids(rows: PromiseLike<readonly { readonly id?: unknown }[]>): Promise<string[]> {
  return (await rows).map(({ id }) => String(id));
}

// The sample has two stores with four members each. These are enough for several pages, and many share a name.
beforeAll(async () => {
  // A store and its manager name each other, so both come in one transaction.
  await sql.begin(async (tx) => {
    await tx`
      insert into store.store (store_id, manager_staff_id, address_id)
      select 100 + n, 1000 + n, n from generate_series(1, 120) n`;
    await tx`
      insert into store.staff (staff_id, first_name, last_name, address_id, email, store_id, active, username)
      select 1000 + n, 'First ' || n % 4, 'Last ' || n % 7, n, 'staff' || n || '@example.com', 101 + (n - 1) % 120,
        n % 5 <> 0, case when n % 2 = 0 then 'Person.' else 'person.' end || n
      from generate_series(1, 300) n`;
  });
});

describe('a store', () => {
  test('has every field of its row', async () => {
    const [row] = await sql`select * from store.store where store_id = 2`;
    const { store } = await ask('{ store(id: "2") { id timeZone lastUpdate address { id } manager { id username } } }');
    expect(store).toEqual({
      id: '2',
      timeZone: row?.['time_zone'],
      lastUpdate: (row?.['last_update'] as Date).toISOString(),
      address: { id: String(row?.['address_id']) },
      manager: { id: String(row?.['manager_staff_id']), username: expect.any(String) },
    });
  });

  test('lists its staff', async () => {
    const { store } = await ask(`{ store(id: "1") {
      staff(filter: { active: true }, sort: { field: NAME }) { totalCount edges { node { id store { id } } } }
    } }`);
    const expected = await ids(sql`
      select staff_id as id from store.staff where store_id = 1 and active order by last_name, first_name, staff_id`);
    expect(expected).not.toHaveLength(0);
    expect(store).toEqual({
      staff: { totalCount: expected.length, edges: expected.map((id) => ({ node: { id, store: { id: '1' } } })) },
    });
  });
});

describe('a member of staff', () => {
  test('has every field of its row', async () => {
    const [row] = await sql`select * from store.staff where staff_id = 4`;
    const { staffMember } = await ask(`{ staffMember(id: "4") {
      id firstName lastName username email active lastUpdate store { id } address { id }
    } }`);
    expect(staffMember).toEqual({
      id: '4',
      firstName: row?.['first_name'],
      lastName: row?.['last_name'],
      username: row?.['username'],
      email: row?.['email'],
      active: false,
      lastUpdate: (row?.['last_update'] as Date).toISOString(),
      store: { id: String(row?.['store_id']) },
      address: { id: String(row?.['address_id']) },
    });
  });

  const byUsername = 'query ($username: String!) { staffMemberByUsername(username: $username) { id username } }';

  test.each(['person.1', 'PERSON.1', 'Person.1'])(
    'is found by the username %j, whatever the case',
    async (username) => {
      const found = { id: '1001', username: 'person.1' };
      expect(await ask(byUsername, { username })).toEqual({ staffMemberByUsername: found });
    },
  );

  test.each(['person', 'person%', 'person_1', ' person.1', 'nobody'])('is not found by %j', async (username) => {
    expect(await ask(byUsername, { username })).toEqual({ staffMemberByUsername: null });
  });
});

describe('a picture', () => {
  const pictureOf = (staffId: string) =>
    ask('query ($staffId: ID!) { staffPicture(staffId: $staffId) { mediaType base64 } }', { staffId });

  test('is read with its media type, and never with a row', async () => {
    const bytes = Buffer.from('GIF89a and more', 'latin1');
    await sql`update store.staff set picture = ${bytes} where staff_id = 1`;
    expect(await pictureOf('1')).toEqual({
      staffPicture: { mediaType: 'image/gif', base64: bytes.toString('base64') },
    });
    statements.length = 0;
    await ask('{ staff { edges { node { id } } } staffMember(id: "1") { id } }');
    expect(statements.join()).not.toContain('picture');
  });

  test.each(['2', '99999', 'x'])('is null where %j has none', async (staffId) => {
    expect(await pictureOf(staffId)).toEqual({ staffPicture: null });
  });
});

describe.each([
  ['store', 'stores'],
  ['staffMember', 'staff'],
])('%s(id:)', (lookup) => {
  test.each(['0', '-1', '01', '1.0', 'abc', '', '2147483648', '99999999', ' 1', '1e3'])(
    'is null where none has the id %j',
    async (id) => {
      expect(await ask(`query ($id: ID!) { ${lookup}(id: $id) { id } }`, { id })).toEqual({ [lookup]: null });
    },
  );
});

describe('_entities', () => {
  describe.each([
    ['Store', '{ ... on Store { id timeZone } }', 220],
    ['Staff', '{ ... on Staff { id username } }', 1200],
  ])('of %s', (__typename, selection, largest) => {
    const representation = (id: string) => ({ __typename, id });

    test('answer in the order of the representations, null where there is none', async () => {
      const answer = await entities(['2', '999999', '1', 'x', '2'].map(representation), selection);
      expect(answer).toMatchObject([{ id: '2' }, null, { id: '1' }, null, { id: '2' }]);
    });

    test('read a hundred with one statement', async () => {
      const hundred = Array.from({ length: 100 }, (_, index) => String(largest - index));
      statements.length = 0;
      expect(await entities(hundred.map(representation), selection)).toMatchObject(hundred.map((id) => ({ id })));
      expect(statements).toHaveLength(1);
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
    const page = (await ask(`{ ${list}(${backwards ? 'last' : 'first'}: 70, sort: ${sort} ${place}) {
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

describe('lists', () => {
  const staffWhere = (condition: string) =>
    ids(sql.unsafe(`select staff_id as id from store.staff where ${condition} order by staff_id`));

  test.each([
    ['{ storeId: "2" }', 'store_id = 2'],
    ['{ storeId: "no" }', 'false'],
    ['{ active: true }', 'active'],
    ['{ active: false }', 'not active'],
    ['{ storeId: null, active: null }', 'true'],
    ['{ storeId: "105", active: false }', 'store_id = 105 and not active'],
  ])('staff with the filter %s', async (filter, condition) => {
    const expected = await staffWhere(condition);
    const { staff } = await ask(`{ staff(first: 100, filter: ${filter}) { totalCount edges { node { id } } } }`);
    expect(staff).toEqual({
      totalCount: expected.length,
      edges: expected.slice(0, 100).map((id) => ({ node: { id } })),
    });
  });

  describe.each([
    ['stores', 'ID', (direction: string) => `select store_id as id from store.store order by store_id ${direction}`],
    ['staff', 'ID', (direction: string) => `select staff_id as id from store.staff order by staff_id ${direction}`],
    [
      'staff',
      'NAME',
      (direction: string) => `select staff_id as id from store.staff
        order by last_name ${direction}, first_name ${direction}, staff_id ${direction}`,
    ],
    [
      'staff',
      'USERNAME',
      (direction: string) => `select staff_id as id from store.staff order by lower(username) ${direction}`,
    ],
  ])('%s by %s', (list, field, statement) => {
    test.each([
      ['ASCENDING', 'asc'],
      ['DESCENDING', 'desc'],
    ])('%s, forwards and backwards through all pages', async (direction, sqlDirection) => {
      const expected = await ids(sql.unsafe(statement(sqlDirection)));
      const sort = `{ field: ${field}, direction: ${direction} }`;
      expect(expected.length).toBeGreaterThan(100);
      expect(await walk(list, sort, false)).toEqual(expected);
      expect(await walk(list, sort, true)).toEqual(expected);
    });
  });

  test('the staff and the managers of all stores are read with one statement each', async () => {
    statements.length = 0;
    const { stores } = (await ask(`{ stores(first: 100) { edges { node {
      id manager { id } staff(first: 2) { totalCount edges { node { id store { id } } } }
    } } } }`)) as {
      stores: { edges: { node: { id: string; staff: { totalCount: number; edges: { node: { id: string } }[] } } }[] };
    };
    expect(stores.edges).toHaveLength(100);
    for (const { node } of stores.edges) {
      const expected = await staffWhere(`store_id = ${node.id}`);
      expect(node.staff.totalCount).toBe(expected.length);
      expect(node.staff.edges.map((edge) => edge.node.id)).toEqual(expected.slice(0, 2));
    }
    // The page and the rows of the stores; the managers; the pages, the counts and the further rows of the staff.
    expect(statements).toHaveLength(6);
  });

  test.each(['stores', 'staff'])(
    'of %s: totalCount alone reads no page, and a page alone counts nothing',
    async (list) => {
      statements.length = 0;
      await ask(`{ ${list} { totalCount } }`);
      expect(statements).toHaveLength(1);
      expect(statements[0]).toContain('count(*)');
      statements.length = 0;
      await ask(`{ ${list} { edges { cursor } } }`);
      expect(statements.join()).not.toContain('count(*)');
    },
  );

  test('PostgreSQL can plan whatever they can be asked for', async () => {
    const role = database.connectAs('store', { connections: 1 });
    expect(await planEveryList(role, storeList, {})).toBeGreaterThan(0);
    for (const seen of [
      { all: true, storeId: null },
      { all: false, storeId: 1 },
      { all: false, storeId: null },
    ]) {
      expect(await planEveryList(role, staffList(seen), { storeId: 1, active: true })).toBeGreaterThan(0);
    }
  });
});

describe('refused, naming the argument', () => {
  const tooLong = '9'.repeat(65);
  test.each([
    [`{ store(id: "${tooLong}") { id } }`, 'id'],
    [`{ staffMember(id: "${tooLong}") { id } }`, 'id'],
    [`{ staffPicture(staffId: "${tooLong}") { mediaType } }`, 'staffId'],
    [`{ staffMemberByUsername(username: "${'a'.repeat(101)}") { id } }`, 'username'],
    ['{ staffMemberByUsername(username: "") { id } }', 'username'],
    [String.raw`{ staffMemberByUsername(username: "a\u0000") { id } }`, 'username'],
    [`{ staff(filter: { storeId: "${tooLong}" }) { totalCount } }`, 'filter.storeId'],
    ['{ staff(first: 101) { totalCount } }', 'first'],
    ['{ staff(last: -1) { totalCount } }', 'last'],
    ['{ stores(after: "nonsense") { totalCount } }', 'after'],
    ['{ store(id: "1") { staff(before: "nonsense") { totalCount } } }', 'before'],
  ])('%s', async (operation, argument) => {
    const { errors } = await execute(operation);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});
