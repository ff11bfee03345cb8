import { askSubgraph, createSampleDatabase, planEveryList } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { copyStatuses } from './domain/copy-status.ts';
import { everyPolicy } from './policies.fixture.ts';
import { copyList } from './store/copy.ts';
import { rentalSubgraph } from './subgraph.ts';
import { walkList } from './walk-list.fixture.ts';

const database = await createSampleDatabase();
const { ask, entities, execute, statements } = askSubgraph(rentalSubgraph, database).as(asService);
const { sql } = database;
const planner = database.connectAs('rental', { connections: 1 });

// The sample has five statuses; the first copies get the others, so that each is there.
for (const [index, status] of Object.values(copyStatuses).entries()) {
  await sql`
    update rental.inventory_item set status = ${status} where inventory_id = (
      select inventory_id from rental.inventory_item where status = 'on_shelf' order by inventory_id offset ${index} limit 1
    )`;
}

/** The ids of the copies that SQL finds, as the graph writes them. */
async function copies(condition: string): Promise<string[]> {
  const rows = await sql.unsafe<{ id: number }[]>(
    `select inventory_id as id from rental.inventory_item where ${condition} order by inventory_id`,
  );
  return rows.map(({ id }) => String(id));
}

const edges = (ids: readonly string[]) => ids.map((id) => ({ node: { id } }));

describe('a copy', () => {
  test('has every field of its row', async () => {
    const [row] = await sql`select * from rental.inventory_item where inventory_id = 7`;
    const { copy } = await ask(
      '{ copy(id: "7") { id status film { __typename id } store { __typename id } destination { id } lastUpdate } }',
    );
    expect(copy).toEqual({
      id: '7',
      status: String(row!['status']).toUpperCase(),
      film: { __typename: 'Film', id: String(row!['film_id']) },
      store: { __typename: 'Store', id: String(row!['store_id']) },
      destination: null,
      lastUpdate: (row!['last_update'] as Date).toISOString(),
    });
  });

  test('in transit shows where it goes, which is home unless it was sent elsewhere', async () => {
    const [home, sent] = await copies(`status = 'in_transit'`);
    const [{ storeId } = { storeId: 0 }] = await sql<{ storeId: number }[]>`
      select store_id as "storeId" from rental.inventory_item where inventory_id = ${home!}`;
    await sql`update rental.inventory_item set destination_store_id = 77 where inventory_id = ${sent!}`;
    const of = [home, sent].map((id) => ({ __typename: 'InventoryItem', id }));
    expect(await entities(of, '{ ... on InventoryItem { destination { __typename id } } }')).toEqual([
      { destination: { __typename: 'Store', id: String(storeId) } },
      { destination: { __typename: 'Store', id: '77' } },
    ]);
  });

  test.each(Object.entries(copyStatuses))('shows the status %s', async (name, status) => {
    const [id] = await copies(`status = '${status}'`);
    expect(await ask('query ($id: ID!) { copy(id: $id) { status } }', { id })).toEqual({ copy: { status: name } });
  });

  test.each(['0', '-1', '01', 'abc', '', '2147483648', '99999999'])('is null where none has the id %j', async (id) => {
    expect(await ask('query ($id: ID!) { copy(id: $id) { status } }', { id })).toEqual({ copy: null });
  });

  test('lists its rentals', async () => {
    const rows = await sql<{ id: number; open: boolean }[]>`
      select rental_id as id, return_date is null as open from rental.rental
      where inventory_id = (select inventory_id from rental.rental where return_date is null order by 1 limit 1)
      order by rental_date desc, rental_id desc`;
    const [{ copyId } = { copyId: 0 }] = await sql<{ copyId: number }[]>`
      select inventory_id as "copyId" from rental.rental where rental_id = ${rows[0]!.id}`;
    const { copy } = await ask(
      `query ($id: ID!) { copy(id: $id) {
        all: rentals(sort: { field: RENTAL_DATE, direction: DESCENDING }) { totalCount edges { node { id } } }
        open: rentals(filter: { open: true }) { totalCount edges { node { id } } }
      } }`,
      { id: copyId },
    );
    const idsOf = (some: readonly { id: number }[]) => edges(some.map(({ id }) => String(id)));
    expect(copy).toEqual({
      all: { totalCount: rows.length, edges: idsOf(rows) },
      open: { totalCount: 1, edges: idsOf(rows.filter(({ open }) => open)) },
    });
  });
});

describe('_entities', () => {
  test('answers in the order of the representations, null where there is no copy', async () => {
    const representations = ['3', '999999', '1', 'x', '3'].map((id) => ({ __typename: 'InventoryItem', id }));
    expect(await entities(representations, '{ ... on InventoryItem { id } }')).toEqual([
      { id: '3' },
      null,
      { id: '1' },
      null,
      { id: '3' },
    ]);
  });

  const hundred = Array.from({ length: 100 }, (_, index) => String(100 - index));

  test.each([
    ['InventoryItem', 'status', 1],
    ['Film', 'availability { copies onShelf nextExpectedReturn }', 1],
    ['Film', 'copies { totalCount edges { node { id } } }', 3],
    ['Store', 'inventory { totalCount edges { node { id } } }', 3],
  ])('reads a hundred of %s { %s } with %i statements', async (__typename, selection, count) => {
    statements.length = 0;
    const representations = hundred.map((id) => ({ __typename, id }));
    const answer = await entities(representations, `{ ... on ${__typename} { id ${selection} } }`);
    expect(answer).toMatchObject(hundred.map((id) => ({ id })));
    expect(statements).toHaveLength(count);
  });

  test.each(['Film', 'Store'])('an id that no %s can have is null', async (__typename) => {
    expect(await entities([{ __typename, id: 'x' }], `{ ... on ${__typename} { id } }`)).toEqual([null]);
  });
});

describe('lists of copies', () => {
  test.each([
    ['{ filmId: "3" }', 'film_id = 3'],
    ['{ storeId: "2" }', 'store_id = 2'],
    ['{ statuses: [DAMAGED, LOST, RESERVED] }', `status in ('damaged', 'lost', 'reserved')`],
    ['{ statuses: [] }', 'false'],
    ['{ available: true }', `status = 'on_shelf'`],
    ['{ available: false }', `status <> 'on_shelf'`],
    ['{ filmId: "no" }', 'false'],
    ['{ storeId: "1", statuses: [RENTED] }', `store_id = 1 and status = 'rented'`],
    ['{ filmId: null, storeId: null, statuses: null, available: null }', 'true'],
  ])('filter %s', async (filter, condition) => {
    const expected = await copies(condition);
    expect(await ask(`{ copies(first: 100, filter: ${filter}) { totalCount edges { node { id } } } }`)).toEqual({
      copies: { totalCount: expected.length, edges: edges(expected.slice(0, 100)) },
    });
  });

  test.each(['ASCENDING', 'DESCENDING'])('by ID %s, forwards and backwards through all pages', async (direction) => {
    const expected = await copies(`store_id = 1 and status <> 'on_shelf'`);
    expect(expected.length).toBeGreaterThan(100);
    if (direction === 'DESCENDING') expected.reverse();
    const restriction = `filter: { storeId: "1", available: false }, sort: { field: ID, direction: ${direction} }`;
    expect(await walkList(ask, 'copies', restriction, false)).toEqual(expected);
    expect(await walkList(ask, 'copies', restriction, true)).toEqual(expected);
  });

  test.each(Object.entries(everyPolicy))('PostgreSQL plans every statement that %s can send', async (_, policy) => {
    const filter = { filmId: 1, storeId: 1, statuses: ['on_shelf'] as const, available: true };
    expect(await planEveryList(planner, copyList(policy), filter)).toBeGreaterThan(0);
  });

  test('those of a film and of a store hold their filters', async () => {
    const answer = await entities(
      [
        { __typename: 'Film', id: '1' },
        { __typename: 'Store', id: '2' },
      ],
      `{
        ... on Film { copies(filter: { storeId: "1", available: true }) { edges { node { id } } } }
        ... on Store { inventory(filter: { filmId: "1", statuses: [ON_SHELF, RENTED] }) { edges { node { id } } } }
      }`,
    );
    expect(answer).toEqual([
      { copies: { edges: edges(await copies(`film_id = 1 and store_id = 1 and status = 'on_shelf'`)) } },
      {
        inventory: { edges: edges(await copies(`film_id = 1 and store_id = 2 and status in ('on_shelf', 'rented')`)) },
      },
    ]);
  });
});

describe('the availability of a film', () => {
  test.each([
    ['in all stores', '', 'true'],
    ['in one store', '(storeId: "1")', 'i.store_id = 1'],
    ['in a store that does not exist', '(storeId: "no")', 'false'],
  ])('counts its copies %s', async (_, store, condition) => {
    const films = [...Array(100).keys()].map((index) => index + 1);
    const rows = await sql.unsafe<{ film_id: number; inventory_id: number; status: string; due_at: Date | null }[]>(`
      select i.film_id, i.inventory_id, i.status, r.due_at from rental.inventory_item i
      left join rental.rental r on r.inventory_id = i.inventory_id and r.return_date is null
      where i.status not in ('lost', 'retired') and ${condition}
      order by r.due_at`);
    const answer = await entities(
      films.map((id) => ({ __typename: 'Film', id: String(id) })),
      `{ ... on Film { availability${store} { copies onShelf nextExpectedReturn } } }`,
    );
    const expected = films.map((film) => {
      const ofFilm = rows.filter(({ film_id }) => film_id === film);
      return {
        availability: {
          copies: ofFilm.length,
          onShelf: ofFilm.filter(({ status }) => status === 'on_shelf').length,
          nextExpectedReturn: ofFilm.find(({ due_at }) => due_at !== null)?.due_at?.toISOString() ?? null,
        },
      };
    });
    expect(answer).toEqual(expected);
    const returns = expected.map(({ availability }) => availability.nextExpectedReturn);
    expect(returns).toContain(null);
    if (condition !== 'false') expect(returns.filter((at) => at !== null)).not.toHaveLength(0);
  });

  test('is nothing for a film without copies', async () => {
    expect(
      await entities(
        [{ __typename: 'Film', id: '999999' }],
        '{ ... on Film { availability { copies onShelf nextExpectedReturn } copies { totalCount } } }',
      ),
    ).toEqual([{ availability: { copies: 0, onShelf: 0, nextExpectedReturn: null }, copies: { totalCount: 0 } }]);
  });

  test('leaves out lost and retired copies', async () => {
    const availability = async () =>
      entities([{ __typename: 'Film', id: '5' }], '{ ... on Film { availability { copies } } }');
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::integer from rental.inventory_item where film_id = 5 and status not in ('lost', 'retired')`;
    expect(await availability()).toEqual([{ availability: { copies: count } }]);
    await sql`
      update rental.inventory_item set status = 'lost'
      where inventory_id = (select min(inventory_id) from rental.inventory_item where film_id = 5 and status = 'on_shelf')`;
    expect(await availability()).toEqual([{ availability: { copies: count - 1 } }]);
  });
});

test.each([
  ['{ copies(first: 101) { totalCount } }', 'first'],
  ['{ copies(after: "nonsense") { totalCount } }', 'after'],
  [
    '{ copies(filter: { statuses: [LOST, LOST, LOST, LOST, LOST, LOST, LOST, LOST, LOST, LOST] }) { totalCount } }',
    'filter.statuses',
  ],
  [`{ copies(filter: { filmId: "${'9'.repeat(65)}" }) { totalCount } }`, 'filter.filmId'],
  [`{ copies(filter: { storeId: "${'9'.repeat(65)}" }) { totalCount } }`, 'filter.storeId'],
  [`{ copy(id: "${'9'.repeat(65)}") { id } }`, 'id'],
])('%s is refused, naming the argument', async (operation, argument) => {
  const { errors } = await execute(operation);
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
});
