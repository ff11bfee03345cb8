import type { Identity } from '@reelhouse/auth';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { storeSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const subgraph = askSubgraph(storeSubgraph, database);
const { sql } = database;
await sql`update store.staff set picture = 'GIF89a'::bytea`;

interface Row {
  readonly id: string;
  readonly store: string;
  readonly username: string;
}

const everybody = await sql<Row[]>`
  select staff_id::text as id, store_id::text as store, username from store.staff order by staff_id`;

/** Who asks, and the stores whose staff there are for them. */
const viewers: readonly (readonly [string, Identity | undefined, readonly string[]])[] = [
  ['nobody', undefined, []],
  ['a customer', asCustomer(1), []],
  ['staff', asStaff(3, 1), ['1']],
  ['staff of another store', asStaff(6, 2), ['2']],
  ['staff of a store that is not there', asStaff(3, 77), []],
  ['staff whose token names no store', { subject: 'staff:3', scopes: ['staff'], expiresAt: 2e9 }, []],
  ['staff whose token allows nothing', { ...asStaff(3, 1), scopes: [] }, []],
  ['a manager', asManager(1, 1), ['1']],
  ['a service', asService, ['1', '2']],
];

test('there are two stores with staff', () => {
  expect(new Set(everybody.map(({ store }) => store))).toEqual(new Set(['1', '2']));
});

describe.each(viewers)('%s', (_, identity, stores) => {
  const { ask, entities, execute } = subgraph.as(identity);
  const seen = everybody.filter(({ store }) => stores.includes(store));
  const sees = (row: Row) => seen.includes(row);
  const page = (rows: readonly Row[]) => ({
    totalCount: rows.length,
    edges: rows.map(({ id }) => ({ node: { id } })),
  });
  const listed = '{ totalCount edges { node { id } } }';

  test('is listed and counted those, whatever is filtered', async () => {
    expect(await ask(`{ staff(first: 100) ${listed} }`)).toEqual({ staff: page(seen) });
    for (const id of ['1', '2']) {
      const expected = page(seen.filter(({ store }) => store === id));
      expect(await ask(`{ staff(filter: { storeId: "${id}" }) ${listed} }`)).toEqual({ staff: expected });
      const ofStore = await ask(`{ store(id: "${id}") { staff(sort: { field: ID }) ${listed} } }`);
      expect(ofStore).toEqual({ store: { staff: expected } });
    }
  });

  test('is listed those behind a cursor that somebody else was given', async () => {
    const all = (await subgraph.as(asService).ask('{ staff(first: 2) { pageInfo { endCursor } } }'))['staff'];
    const { endCursor } = (all as { pageInfo: { endCursor: string } }).pageInfo;
    const behind = seen.filter((row) => !everybody.slice(0, 2).includes(row));
    expect(await ask(`{ staff(after: "${endCursor}") { edges { node { id } } pageInfo { hasNextPage } } }`)).toEqual({
      staff: { edges: page(behind).edges, pageInfo: { hasNextPage: false } },
    });
  });

  test.each([
    ['by id', 'query ($key: ID!) { found: staffMember(id: $key) { id } }', 'id', { id: expect.anything() as string }],
    [
      'by username',
      'query ($key: String!) { found: staffMemberByUsername(username: $key) { username } }',
      'username',
      { username: expect.anything() as string },
    ],
    [
      'in a picture',
      'query ($key: ID!) { found: staffPicture(staffId: $key) { mediaType } }',
      'id',
      { mediaType: 'image/gif' },
    ],
  ] as const)('finds those %s, and no difference between others and none', async (__, operation, key, shown) => {
    const none = await execute(operation, { key: '999999' });
    for (const row of everybody) {
      const result = await execute(operation, { key: row[key] });
      if (sees(row)) expect(result).toEqual({ data: { found: shown } });
      else expect(result).toEqual(none);
    }
  });

  test('finds those of a hundred entities, in order', async () => {
    const ids = Array.from({ length: 100 }, (__, index) => String(index === 50 ? 'x' : (index % 12) + 1));
    const representations = [{ __typename: 'Staff' }, ...ids.map((id) => ({ __typename: 'Staff', id }))];
    const answer = await entities(representations, '{ ... on Staff { id username } }');
    expect(answer).toMatchObject([null, ...ids.map((id) => (seen.some((row) => row.id === id) ? { id } : null))]);
  });

  test('finds all stores, with the manager of those', async () => {
    const managers = await sql<Row[]>`
      select manager_staff_id::text as id, store_id::text as store, '' as username from store.store order by store_id`;
    const manager = ({ id, store }: Row) => (stores.includes(store) ? { id } : null);
    expect(await ask('{ stores { totalCount edges { node { id timeZone manager { id } } } } }')).toEqual({
      stores: {
        totalCount: managers.length,
        edges: managers.map((row) => ({
          node: { id: row.store, timeZone: expect.any(String) as string, manager: manager(row) },
        })),
      },
    });
    const asEntities = await entities(
      managers.map(({ store }) => ({ __typename: 'Store', id: store })),
      '{ ... on Store { id manager { id } address { id } } }',
    );
    expect(asEntities).toMatchObject(managers.map((row) => ({ id: row.store, manager: manager(row) })));
  });
});
