import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { everybody } from './everybody.fixture.ts';
import { rentalSubgraph } from './subgraph.ts';
import { walkList } from './walk-list.fixture.ts';

const database = await createSampleDatabase();
const subgraph = askSubgraph(rentalSubgraph, database);
const { sql } = database;
const absent = 999_999;

// Some copies are on the way to another store than their own, and one to a store that has none.
await sql`
  update rental.inventory_item set status = 'in_transit', destination_store_id = 3 - store_id
  where inventory_id in (
    select inventory_id from rental.inventory_item where status = 'on_shelf' and store_id in (1, 2) and inventory_id % 7 = 0
  )`;
await sql`
  update rental.inventory_item set destination_store_id = 77
  where inventory_id = (select max(inventory_id) from rental.inventory_item where destination_store_id = 2)`;

const copies = (...conditions: string[]) => idsOf('inventory_id', 'inventory_item i', conditions);
const rentals = (...conditions: string[]) => idsOf('rental_id', 'rental r', conditions);

/** The ids of the rows that SQL finds, as the graph writes them. */
async function idsOf(id: string, table: string, conditions: readonly string[]): Promise<string[]> {
  const rows = await sql.unsafe<{ id: number }[]>(
    `select ${id} as id from rental.${table} where ${['true', ...conditions].join(' and ')} order by 1`,
  );
  return rows.map((row) => String(row.id));
}

const listed = 'totalCount edges { node { id } } pageInfo { hasNextPage hasPreviousPage }';

/** The first hundred of a list. */
const list = (ids: readonly string[]) => ({
  totalCount: ids.length,
  edges: ids.slice(0, 100).map((id) => ({ node: { id } })),
  pageInfo: { hasNextPage: ids.length > 100, hasPreviousPage: false },
});

test('the sample has what the rules tell apart', async () => {
  for (const somebody of everybody.filter(({ copies: seen }) => seen.startsWith('(') || seen.startsWith('exists'))) {
    expect(await copies(somebody.copies)).not.toEqual([]);
    expect(await copies(`not ${somebody.copies}`)).not.toEqual([]);
  }
});

describe.each(everybody)('$who', ({ identity, copies: seenCopies, rentals: seenRentals }) => {
  const { ask, execute, entities } = subgraph.as(identity);

  test('finds by id what they may see, and of the rest no more than of what is not there', async () => {
    for (const [field, seen, unseen] of [
      ['copy', await copies(seenCopies), await copies(`not ${seenCopies}`)],
      ['rental', await rentals(seenRentals), await rentals(`not (${seenRentals})`)],
    ] as const) {
      const find = (id: string | number | undefined) => execute(`{ ${field}(id: "${id}") { id } }`);
      if (seen[0]) expect(await ask(`{ ${field}(id: "${seen[0]}") { id } }`)).toEqual({ [field]: { id: seen[0] } });
      if (unseen[0]) expect(await find(unseen[0])).toEqual(await find(absent));
    }
  });

  test.each([
    ['InventoryItem', copies, seenCopies],
    ['Rental', rentals, seenRentals],
  ])('is answered a hundred entities of %s in order, null for those of others', async (__typename, find, seen) => {
    const visible = new Set(await find(seen));
    const own = [...visible].slice(0, 40);
    const foreign = (await find(`not (${seen})`)).slice(0, 99 - own.length);
    const ids = [...own, ...foreign, String(absent)].sort((a, b) => a.localeCompare(b));
    expect(
      await entities(
        ids.map((id) => ({ __typename, id })),
        `{ ... on ${__typename} { id } }`,
      ),
    ).toEqual(ids.map((id) => (visible.has(id) ? { id } : null)));
  });

  test('counts and lists what they may see, through all pages', async () => {
    const stranded = `i.status in ('in_transit', 'damaged', 'lost')`;
    const late = `r.rental_date >= '2026-03-29T00:00:00Z'`;
    const answer = await ask('{ copies(first: 0) { totalCount } rentals(first: 0) { totalCount } }');
    expect(answer).toEqual({
      copies: { totalCount: (await copies(seenCopies)).length },
      rentals: { totalCount: (await rentals(seenRentals)).length },
    });
    for (const backwards of [false, true]) {
      expect(await walkList(ask, 'copies', 'filter: { statuses: [IN_TRANSIT, DAMAGED, LOST] }', backwards)).toEqual(
        await copies(seenCopies, stranded),
      );
      expect(await walkList(ask, 'rentals', 'filter: { rentedFrom: "2026-03-29T00:00:00Z" }', backwards)).toEqual(
        await rentals(seenRentals, late),
      );
    }
  });

  test.each([
    ['copies', copies, seenCopies, 'i.inventory_id'],
    ['rentals', rentals, seenRentals, 'r.rental_id'],
  ])('goes on in %s from the place of a row of another without being told of it', async (field, find, seen, id) => {
    const foreign = await find(`not (${seen})`);
    const place = foreign[Math.floor(foreign.length / 2)] ?? '100';
    const whole = await subgraph.as(asService).ask(`{ ${field}(first: 100) { edges { cursor node { id } } } }`);
    const [first] = (whole[field] as { edges: { cursor: string; node: { id: string } }[] }).edges;
    const cursor = Buffer.from(first!.cursor, 'base64url').toString().replace(first!.node.id, place);
    const after = Buffer.from(cursor).toString('base64url');
    const behind = await find(seen, `${id} > ${place}`);
    expect(
      await ask(`{ ${field}(first: 3, after: "${after}") { edges { node { id } } pageInfo { hasNextPage } } }`),
    ).toEqual({
      [field]: {
        edges: behind.slice(0, 3).map((each) => ({ node: { id: each } })),
        pageInfo: { hasNextPage: behind.length > 3 },
      },
    });
  });

  test('finds by no filter what they may not see', async () => {
    const open = 'r.return_date is null';
    const answer = await ask(`{
      store: copies(first: 100, filter: { storeId: "2", statuses: [IN_TRANSIT] }) { ${listed} }
      film: copies(first: 100, filter: { filmId: "3" }) { ${listed} }
      ofStore: rentals(first: 100, filter: { storeId: "2", customerId: "5" }) { ${listed} }
      ofCustomer: rentals(first: 100, filter: { customerId: "6" }) { ${listed} }
      ofCopy: rentals(first: 100, filter: { copyId: "9" }) { ${listed} }
      ofFilm: rentals(first: 100, filter: { filmId: "3", open: true }) { ${listed} }
      ofStaff: rentals(first: 100, filter: { staffId: "2", customerId: "6" }) { ${listed} }
    }`);
    expect(answer).toEqual({
      store: list(await copies(seenCopies, 'i.store_id = 2', `i.status = 'in_transit'`)),
      film: list(await copies(seenCopies, 'i.film_id = 3')),
      ofStore: list(await rentals(seenRentals, 'r.store_id = 2', 'r.customer_id = 5')),
      ofCustomer: list(await rentals(seenRentals, 'r.customer_id = 6')),
      ofCopy: list(await rentals(seenRentals, 'r.inventory_id = 9')),
      ofFilm: list(
        await rentals(
          seenRentals,
          open,
          'r.inventory_id in (select inventory_id from rental.inventory_item where film_id = 3)',
        ),
      ),
      ofStaff: list(await rentals(seenRentals, 'r.staff_id = 2', 'r.customer_id = 6')),
    });
  });

  test('sees in the lists of others what they may see', async () => {
    const lists = [
      { __typename: 'Film', id: '3', field: 'copies(first: 100)' },
      { __typename: 'Film', id: String(absent), field: 'copies(first: 100)' },
      { __typename: 'Store', id: '1', field: 'inventory(first: 100, filter: { filmId: "3" })' },
      { __typename: 'Store', id: '2', field: 'inventory(first: 100, filter: { statuses: [IN_TRANSIT] })' },
      { __typename: 'Store', id: '1', field: 'rentals(first: 100, filter: { customerId: "5" })' },
      { __typename: 'Store', id: '2', field: 'rentals(first: 100, filter: { customerId: "6" })' },
      { __typename: 'Customer', id: '5', field: 'rentals(first: 100)' },
      { __typename: 'Customer', id: '6', field: 'rentals(first: 100, filter: { open: false })' },
    ];
    const answers = await Promise.all(
      lists.map(async ({ field, ...of }) => {
        const [entity] = (await entities([of], `{ ... on ${of.__typename} { list: ${field} { ${listed} } } }`)) as [
          { list: unknown },
        ];
        return entity.list;
      }),
    );
    expect(answers).toEqual([
      list(await copies(seenCopies, 'i.film_id = 3')),
      list([]),
      list(await copies(seenCopies, 'i.store_id = 1', 'i.film_id = 3')),
      list(await copies(seenCopies, 'i.store_id = 2', `i.status = 'in_transit'`)),
      list(await rentals(seenRentals, 'r.store_id = 1', 'r.customer_id = 5')),
      list(await rentals(seenRentals, 'r.store_id = 2', 'r.customer_id = 6')),
      list(await rentals(seenRentals, 'r.customer_id = 5')),
      list(await rentals(seenRentals, 'r.customer_id = 6', 'r.return_date is not null')),
    ]);
  });

  test('sees of the rentals of a copy, and of the copy of a rental, what they may see', async () => {
    const ids = (await copies(seenCopies, 'i.destination_store_id is not null')).slice(0, 20);
    const seen = new Set(await copies(seenCopies));
    const rented = (await rentals(seenRentals)).slice(0, 20);
    const [ofCopies, ofRentals] = await Promise.all([
      entities(
        ids.map((id) => ({ __typename: 'InventoryItem', id })),
        `{ ... on InventoryItem { rentals(first: 100) { ${listed} } } }`,
      ),
      entities(
        rented.map((id) => ({ __typename: 'Rental', id })),
        '{ ... on Rental { copy { id } } }',
      ),
    ]);
    expect(ofCopies).toEqual(
      await Promise.all(
        ids.map(async (id) => ({ rentals: list(await rentals(seenRentals, `r.inventory_id = ${id}`)) })),
      ),
    );
    const copyIds = await sql<{ id: string }[]>`
      select inventory_id::text as id from rental.rental where rental_id = any(${rented}::integer[]) order by rental_id`;
    expect(ofRentals).toEqual(copyIds.map(({ id }) => ({ copy: seen.has(id) ? { id } : null })));
  });

  test('may know how many copies there are of a film', async () => {
    const availability = '{ ... on Film { availability { copies onShelf nextExpectedReturn } } }';
    const films = Array.from({ length: 20 }, (_, index) => ({ __typename: 'Film', id: String(index + 1) }));
    expect(await entities(films, availability)).toEqual(await subgraph.as(asService).entities(films, availability));
  });
});

test('a copy that has gone to another store is not shown through its rental', async () => {
  const [rental] = await sql<{ id: string; copyId: number }[]>`
    select rental_id::text as id, inventory_id as "copyId" from rental.rental
    where store_id = 1 and return_date is not null and inventory_id in (
      select inventory_id from rental.inventory_item where store_id = 1 and status = 'on_shelf'
    ) limit 1`;
  await sql`update rental.inventory_item set store_id = 2 where inventory_id = ${rental!.copyId}`;
  const [staff] = everybody.filter(({ who }) => who === 'staff');
  const { ask } = subgraph.as(staff?.identity);
  expect(await ask(`{ rental(id: "${rental!.id}") { id copy { id } } }`)).toEqual({
    rental: { id: rental!.id, copy: null },
  });
});

test('for who sees nothing no row is read', async () => {
  subgraph.statements.length = 0;
  await subgraph.as(undefined).ask('{ copy(id: "1") { id } rental(id: "1") { id } }');
  expect(subgraph.statements).toEqual([]);
});
