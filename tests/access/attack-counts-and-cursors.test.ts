import { encodeCursor } from '@reelhouse/connections';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWatchedHouse, type WatchedHouse } from './people.fixture.ts';
import type { ViewerName } from './permissions.ts';
import type { SampleRows } from './sample-rows.fixture.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
beforeAll(async () => {
  house = await openWatchedHouse(database);
});

/** A list, and what is in it for whom by the rules, read past everything that should keep to them. */
interface List {
  readonly field: string;
  readonly sorts: readonly string[];
  readonly viewers: readonly ViewerName[];
  /** The condition of the rows that somebody may see. */
  readonly visible: (rows: SampleRows, viewer: ViewerName) => string;
  readonly from: string;
  readonly id: string;
}

const storeOf = (rows: SampleRows, viewer: ViewerName): string =>
  viewer.includes('another') ? rows.otherStore : rows.store;
const customerOf = (rows: SampleRows, viewer: ViewerName): string =>
  viewer === 'customer' ? rows.customer : rows.otherCustomer;
const ofTrade = (rows: SampleRows, viewer: ViewerName): string =>
  viewer.includes('customer') ? `customer_id = ${customerOf(rows, viewer)}` : `store_id = ${storeOf(rows, viewer)}`;
const staff = ['staff', 'staff of another store', 'manager', 'manager of another store'] as const;
const all = ['customer', 'other customer', ...staff] as const;

const lists: readonly List[] = [
  {
    field: 'rentals',
    sorts: ['ID', 'RENTAL_DATE', 'DUE_AT'],
    viewers: all,
    visible: ofTrade,
    from: 'rental.rental',
    id: 'rental_id',
  },
  {
    field: 'payments',
    sorts: ['PAYMENT_DATE', 'AMOUNT'],
    viewers: all,
    visible: ofTrade,
    from: 'payment.payment',
    id: 'payment_id',
  },
  {
    field: 'copies',
    sorts: ['ID'],
    viewers: staff,
    visible: (rows, viewer) => `${storeOf(rows, viewer)} in (store_id, destination_store_id)`,
    from: 'rental.inventory_item',
    id: 'inventory_id',
  },
  {
    field: 'staff',
    sorts: ['ID', 'NAME', 'USERNAME'],
    viewers: staff,
    visible: (rows, viewer) => `store_id = ${storeOf(rows, viewer)}`,
    from: 'store.staff',
    id: 'staff_id',
  },
];

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

async function pageOf(viewer: ViewerName, field: string, given: string): Promise<Page> {
  const query = `{ ${field}(${given}) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } } }`;
  const { data, errors } = await house.askAs(viewer, query);
  expect(errors, `${query} as ${viewer}`).toBeUndefined();
  return data?.[field] as Page;
}

async function idsOf({ from, id, visible }: List, viewer: ViewerName): Promise<ReadonlySet<string>> {
  const found = await database.sql.unsafe<{ id: string }[]>(
    `select ${id}::text as id from ${from} where ${visible(house.rows, viewer)}`,
  );
  return new Set(found.map((row) => row.id));
}

describe.each(lists.map((list) => [list.field, list] as const))('the list of %s', (field, list) => {
  test.each(list.viewers)(
    'counts for %s what they may see, and shows no other row in any order or direction',
    async (viewer) => {
      const ids = await idsOf(list, viewer);
      expect(ids.size).toBeGreaterThan(0);
      for (const sort of list.sorts) {
        for (const direction of ['ASCENDING', 'DESCENDING']) {
          for (const end of ['first', 'last']) {
            const page = await pageOf(viewer, field, `${end}: 100 sort: { field: ${sort} direction: ${direction} }`);
            expect(page.totalCount, `${sort} ${direction}`).toBe(ids.size);
            expect(page.edges.length).toBe(Math.min(100, ids.size));
            expect(page.edges.filter(({ node }) => !ids.has(node.id))).toEqual([]);
            const hasMore = end === 'first' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
            expect(hasMore).toBe(ids.size > 100);
          }
        }
      }
    },
  );

  test.each(list.viewers)(
    'goes on for %s behind the cursor of a foreign row, and behind one that was made up',
    async (viewer) => {
      const ids = await idsOf(list, viewer);
      const other = viewer.includes('another') || viewer === 'other customer' ? 'manager' : 'manager of another store';
      const foreign = (await pageOf(other, field, 'first: 100')).edges.filter(({ node }) => !ids.has(node.id));
      expect(foreign.length).toBeGreaterThan(0);
      const [sort] = list.sorts as [string];
      const order = `sort: { field: ${sort} direction: ASCENDING }`;
      const sorted = (await pageOf(other, field, `first: 3 ${order}`)).edges;
      const cursors = [...foreign.slice(0, 2), ...sorted].map(({ cursor }) => cursor);
      for (const cursor of cursors) {
        const query = `{ after: ${field}(first: 100 after: "${cursor}" ${order}) { totalCount edges { node { id } } }
        before: ${field}(last: 100 before: "${cursor}" ${order}) { totalCount edges { node { id } } } }`;
        const { data, errors } = await house.askAs(viewer, query);
        // A cursor of another order is no cursor; either way nothing foreign is told.
        if (errors) {
          expect(errors.map(({ extensions }) => extensions.code)).toContain('BAD_USER_INPUT');
          continue;
        }
        for (const page of Object.values(data ?? {}) as Page[]) {
          expect(page.totalCount).toBe(ids.size);
          expect(page.edges.filter(({ node }) => !ids.has(node.id))).toEqual([]);
        }
      }
    },
  );
});

test('whether a list goes on behind a made-up place does not tell what others have there', async () => {
  const place = (id: number) => encodeCursor('ID:asc', [String(id)]);
  const [{ last } = { last: 0 }] = await database.sql<{ last: number }[]>`
    select max(rental_id) as last from rental.rental where customer_id = ${house.rows.otherCustomer}`;
  const [{ after } = { after: 0 }] = await database.sql<{ after: number }[]>`
    select count(*)::integer as after from rental.rental where rental_id > ${last}`;
  expect(after).toBeGreaterThan(1);
  const { data, errors } = await house.askAs(
    'other customer',
    `{ rentals(first: 1, after: "${place(last)}") { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
  );
  // However orders are named inside cursors.
  if (errors) expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  else expect(data?.['rentals']).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  const own = (await pageOf('other customer', 'rentals', 'first: 100')).edges.at(-1)!;
  const behind = await pageOf('other customer', 'rentals', `first: 1 after: "${own.cursor}"`);
  expect([behind.edges, behind.pageInfo.hasNextPage]).toEqual([[], false]);
});

describe('a filter finds nothing out', () => {
  test.each(['customer', 'other customer'] as const)('as %s, of names and email addresses', async (viewer) => {
    const { email, store } = house.rows;
    const query = `{
      customers(filter: { email: "${email}" }) { totalCount }
      store(id: "${store}") { customers(filter: { email: "${email}", name: "a" }) { totalCount } }
      addresses { totalCount }
    }`;
    const { data, errors } = await house.askAs(viewer, query);
    expect(data).toEqual({ customers: null, store: { customers: null }, addresses: null });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['customers', 'store.customers', 'addresses']);
  });

  test.each(['customer', 'other customer'] as const)('as %s, of what others rent and pay', async (viewer) => {
    const { rows } = house;
    const foreign = viewer === 'customer' ? rows.otherCustomer : rows.customer;
    const own = viewer === 'customer' ? rows.customer : rows.otherCustomer;
    for (const field of ['rentals', 'payments']) {
      expect((await pageOf(viewer, field, `filter: { customerId: "${foreign}" }`)).totalCount).toBe(0);
      const ofAll = await pageOf(viewer, field, 'first: 0');
      expect((await pageOf(viewer, field, `filter: { customerId: "${own}" }`)).totalCount).toBe(ofAll.totalCount);
    }
    const ofFilm = (await pageOf(viewer, 'rentals', `filter: { filmId: "${rows.film}" }`)).edges;
    const seen = await idsOf(lists[0]!, viewer);
    expect(ofFilm.filter(({ node }) => !seen.has(node.id))).toEqual([]);
  });

  test.each(staff)('as %s, of another store', async (viewer) => {
    const { rows } = house;
    const foreign = viewer.includes('another') ? rows.store : rows.otherStore;
    for (const field of ['rentals', 'payments', 'staff']) {
      expect((await pageOf(viewer, field, `filter: { storeId: "${foreign}" }`)).totalCount, field).toBe(0);
    }
    const query = `{ store(id: "${foreign}") { staff { totalCount } rentals { totalCount } inventory { totalCount edges { node { destination { id } } } } manager { id } } }`;
    const { data } = await house.askAs(viewer, query);
    const store = data?.['store'] as Record<string, { totalCount: number } | null>;
    expect([store['staff']?.totalCount, store['rentals']?.totalCount, store['manager']]).toEqual([0, 0, null]);
    const [transit] = await database.sql<{ count: number }[]>`
      select count(*)::integer as count from rental.inventory_item
      where store_id = ${foreign} and destination_store_id = ${storeOf(rows, viewer)}`;
    expect(store['inventory']?.totalCount).toBe(transit?.count);
  });

  test('of how many copies a film has in another store, beyond what everybody is told', async () => {
    const { film, store, otherStore } = house.rows;
    const { data } = await house.askAs(
      'staff of another store',
      `{ film(id: "${film}") { copies(filter: { storeId: "${store}" }) { totalCount } own: copies(filter: { storeId: "${otherStore}" }) { totalCount } copies_: copies { totalCount } } }`,
    );
    const counts = data?.['film'] as Record<string, { totalCount: number }>;
    expect(counts['copies']?.totalCount).toBe(0);
    expect(counts['copies_']?.totalCount).toBe(counts['own']?.totalCount);
  });
});
