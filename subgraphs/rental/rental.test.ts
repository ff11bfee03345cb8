import { askSubgraph, createSampleDatabase, planEveryList, sampleAsOf } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { everyPolicy } from './policies.fixture.ts';
import { rentalList } from './store/rental.ts';
import { rentalSubgraph } from './subgraph.ts';
import { walkList } from './walk-list.fixture.ts';

const database = await createSampleDatabase();
const { ask, clock, entities, execute, statements } = askSubgraph(rentalSubgraph, database).as(asService);
const { sql } = database;
const planner = database.connectAs('rental', { connections: 1 });

const now = `'${sampleAsOf.toISOString()}'::timestamptz`;

/** The ids of the rentals that SQL finds, as the graph writes them. */
async function rentals(condition: string, order = 'rental_id'): Promise<string[]> {
  const rows = await sql.unsafe<{ id: number }[]>(
    `select rental_id as id from rental.rental r join rental.inventory_item using (inventory_id)
     where ${condition} order by ${order}`,
  );
  return rows.map(({ id }) => String(id));
}

const text = (time: Date) => time.toISOString();
const edges = (ids: readonly string[]) => ids.map((id) => ({ node: { id } }));

describe('a rental', () => {
  test.each(['is null', 'is not null'])('has every field of its row where its return date %s', async (returned) => {
    const [row] = await sql.unsafe(
      `select * from rental.rental where return_date ${returned} order by rental_id desc limit 1`,
    );
    const [copy] = await sql`select film_id from rental.inventory_item where inventory_id = ${row!['inventory_id']}`;
    const { rental } = await ask(
      `query ($id: ID!) { rental(id: $id) {
        id rentalDate dueAt returnDate durationDays filmTitle overdue lastUpdate price { amount currency }
        copy { id } film { __typename id } customer { __typename id } store { __typename id } staff { __typename id }
      } }`,
      { id: row!['rental_id'] },
    );
    expect(rental).toEqual({
      id: String(row!['rental_id']),
      rentalDate: text(row!['rental_date']),
      dueAt: text(row!['due_at']),
      returnDate: row!['return_date'] && text(row!['return_date']),
      durationDays: row!['duration_days'],
      filmTitle: row!['film_title'],
      overdue: returned === 'is null' && row!['due_at'] < sampleAsOf,
      lastUpdate: text(row!['last_update']),
      price: { amount: (row!['price_minor'] / 100).toFixed(2), currency: 'USD' },
      copy: { id: String(row!['inventory_id']) },
      film: { __typename: 'Film', id: String(copy!['film_id']) },
      customer: { __typename: 'Customer', id: String(row!['customer_id']) },
      store: { __typename: 'Store', id: String(row!['store_id']) },
      staff: { __typename: 'Staff', id: String(row!['staff_id']) },
    });
  });

  test.each(['0', '-1', '01', 'abc', '', '2147483648', '99999999'])('is null where none has the id %j', async (id) => {
    expect(await ask('query ($id: ID!) { rental(id: $id) { filmTitle } }', { id })).toEqual({ rental: null });
  });
});

describe('_entities', () => {
  test('answers in the order of the representations, null where there is no rental', async () => {
    const representations = ['3', '999999', '1', 'x', '3'].map((id) => ({ __typename: 'Rental', id }));
    expect(await entities(representations, '{ ... on Rental { id } }')).toEqual([
      { id: '3' },
      null,
      { id: '1' },
      null,
      { id: '3' },
    ]);
  });

  const hundred = Array.from({ length: 100 }, (_, index) => String(100 - index));

  test.each([
    ['Rental', 'filmTitle film { id } overdue', 1],
    ['Rental', 'copy { id status }', 2],
    ['Customer', 'rentals(filter: { overdue: true }) { totalCount edges { node { id overdue } } }', 3],
    ['Store', 'rentals(first: 2, sort: { field: DUE_AT }) { totalCount edges { node { id } } }', 3],
    ['InventoryItem', 'rentals(filter: { open: false }) { totalCount edges { node { id } } }', 4],
    ['Staff', '', 0],
  ])('reads a hundred of %s { %s } with %i statements', async (__typename, selection, count) => {
    statements.length = 0;
    const representations = hundred.map((id) => ({ __typename, id }));
    const answer = await entities(representations, `{ ... on ${__typename} { id ${selection} } }`);
    expect(answer).toMatchObject(hundred.map((id) => ({ id })));
    expect(statements).toHaveLength(count);
  });

  test.each(['Customer', 'Staff'])('an id that no %s can have is null', async (__typename) => {
    expect(await entities([{ __typename, id: 'x' }], `{ ... on ${__typename} { id } }`)).toEqual([null]);
  });
});

describe('lists of rentals', () => {
  const day = { from: '2026-03-01T00:00:00Z', before: '2026-03-02T00:00:00Z' };
  const onThatDay = `rental_date >= '${day.from}' and rental_date < '${day.before}'`;

  test.each([
    ['{ customerId: "5" }', 'customer_id = 5'],
    ['{ copyId: "9" }', 'inventory_id = 9'],
    ['{ filmId: "3" }', 'film_id = 3'],
    ['{ storeId: "2" }', 'r.store_id = 2'],
    ['{ staffId: "1" }', 'staff_id = 1'],
    ['{ open: true }', 'return_date is null'],
    ['{ open: false }', 'return_date is not null'],
    ['{ overdue: true }', `return_date is null and due_at < ${now}`],
    ['{ overdue: false }', `not (return_date is null and due_at < ${now})`],
    [`{ rentedFrom: "${day.from}" }`, `rental_date >= '${day.from}'`],
    [`{ rentedBefore: "${day.before}" }`, `rental_date < '${day.before}'`],
    [`{ rentedFrom: "${day.from}", rentedBefore: "${day.before}" }`, onThatDay],
    ['{ customerId: "no" }', 'false'],
    ['{ storeId: "1", open: true }', 'r.store_id = 1 and return_date is null'],
    [`{ staffId: "2", rentedFrom: "${day.from}" }`, `staff_id = 2 and rental_date >= '${day.from}'`],
    ['{ open: true, overdue: false }', `return_date is null and due_at >= ${now}`],
    ['{ open: false, overdue: true }', 'false'],
    ['{ customerId: null, open: null, overdue: null, rentedFrom: null }', 'true'],
  ])('filter %s', async (filter, condition) => {
    const expected = await rentals(condition);
    expect(await ask(`{ rentals(first: 100, filter: ${filter}) { totalCount edges { node { id } } } }`)).toEqual({
      rentals: { totalCount: expected.length, edges: edges(expected.slice(0, 100)) },
    });
  });

  test('a period has its first moment and not its last', async () => {
    const [first, second] = await sql<{ id: number; at: Date }[]>`
      select min(rental_id) as id, date_trunc('milliseconds', rental_date) as at from rental.rental
      group by 2 order by 2 limit 2`;
    const period = `{ rentedFrom: "${first!.at.toISOString()}", rentedBefore: "${second!.at.toISOString()}" }`;
    expect(await ask(`{ rentals(filter: ${period}) { edges { node { id } } } }`)).toEqual({
      rentals: { edges: edges([String(first!.id)]) },
    });
  });

  describe.each([
    ['ID', 'rental_id'],
    ['RENTAL_DATE', 'rental_date'],
    ['DUE_AT', 'due_at'],
  ])('by %s', (field, expression) => {
    test.each([
      ['ASCENDING', 'asc'],
      ['DESCENDING', 'desc'],
    ])('%s, forwards and backwards through all pages', async (direction, sqlDirection) => {
      const expected = await rentals(
        `r.store_id = 1 and rental_date >= '2026-03-25T00:00:00Z'`,
        `${expression} ${sqlDirection}, rental_id ${sqlDirection}`,
      );
      expect(expected.length).toBeGreaterThan(100);
      const restriction = `filter: { storeId: "1", rentedFrom: "2026-03-25T00:00:00Z" }, sort: { field: ${field}, direction: ${direction} }`;
      expect(await walkList(ask, 'rentals', restriction, false)).toEqual(expected);
      expect(await walkList(ask, 'rentals', restriction, true)).toEqual(expected);
    });
  });

  test.each(Object.entries(everyPolicy))('PostgreSQL plans every statement that %s can send', async (_, policy) => {
    const filter = {
      customerId: 1,
      copyId: 1,
      filmId: 1,
      storeId: 1,
      staffId: 1,
      rentedFrom: sampleAsOf,
      rentedBefore: sampleAsOf,
    };
    for (const is of [true, false]) {
      const every = { ...filter, open: is, overdue: { is, at: sampleAsOf } };
      expect(await planEveryList(planner, rentalList(policy), every)).toBeGreaterThan(0);
    }
  });

  test('those of a customer and of a store hold their filters', async () => {
    const answer = await entities(
      [
        { __typename: 'Customer', id: '5' },
        { __typename: 'Store', id: '2' },
      ],
      `{
        ... on Customer { rentals(first: 100, filter: { open: false, overdue: false }) { edges { node { id } } } }
        ... on Store {
          rentals(
            first: 100
            filter: { customerId: "5", staffId: "2", filmId: null, copyId: null, rentedFrom: "2026-01-01T00:00:00Z" }
          ) { edges { node { id } } }
        }
      }`,
    );
    const ofStore = `r.store_id = 2 and customer_id = 5 and staff_id = 2 and rental_date >= '2026-01-01T00:00:00Z'`;
    expect(answer).toEqual([
      { rentals: { edges: edges(await rentals('customer_id = 5 and return_date is not null')) } },
      { rentals: { edges: edges(await rentals(ofStore)) } },
    ]);
  });

  test('totalCount alone reads no page, and a page alone counts nothing', async () => {
    statements.length = 0;
    await ask('{ rentals { totalCount } }');
    expect(statements).toEqual([expect.stringContaining('count(*)')]);
    statements.length = 0;
    await ask('{ rentals { edges { cursor } } }');
    expect(statements.join()).not.toContain('count(*)');
  });
});

describe('overdue', () => {
  test('begins after the moment when the rental was due, in the row and in the lists alike', async () => {
    const [{ id, dueAt } = { id: 0, dueAt: sampleAsOf }] = await sql<{ id: number; dueAt: Date }[]>`
      update rental.rental set due_at = ${sampleAsOf}
      where rental_id = (select min(rental_id) from rental.rental where return_date is null)
      returning rental_id as id, due_at as "dueAt"`;
    const [{ copyId } = { copyId: 0 }] = await sql<{ copyId: number }[]>`
      select inventory_id as "copyId" from rental.rental where rental_id = ${id}`;
    const overdue = async () => {
      const { rental, ...lists } = await ask(
        `query ($id: ID!, $copyId: ID!) {
          rental(id: $id) { overdue }
          are: rentals(filter: { copyId: $copyId, overdue: true }) { totalCount }
          areNot: rentals(filter: { copyId: $copyId, open: true, overdue: false }) { totalCount }
        }`,
        { id, copyId },
      );
      return { rental, ...lists };
    };
    const is = { rental: { overdue: true }, are: { totalCount: 1 }, areNot: { totalCount: 0 } };
    const isNot = { rental: { overdue: false }, are: { totalCount: 0 }, areNot: { totalCount: 1 } };
    clock.set(dueAt);
    expect(await overdue()).toEqual(isNot);
    clock.advance(0.001);
    expect(await overdue()).toEqual(is);
    clock.advance(-1);
    expect(await overdue()).toEqual(isNot);

    clock.advance(86_400);
    await sql`update rental.rental set return_date = ${clock.now()} where rental_id = ${id}`;
    expect(await overdue()).toEqual({ rental: { overdue: false }, are: { totalCount: 0 }, areNot: { totalCount: 0 } });
    clock.set(sampleAsOf);
  });
});

describe('refused, naming the argument', () => {
  test.each([
    ['{ rentals(last: 101) { totalCount } }', 'last'],
    ['{ rentals(before: "nonsense") { totalCount } }', 'before'],
    [`{ rentals(after: "${Buffer.from('["ID","x"]').toString('base64url')}") { totalCount } }`, 'after'],
    ...['customerId', 'copyId', 'filmId', 'storeId', 'staffId'].map((field) => [
      `{ rentals(filter: { ${field}: "${'9'.repeat(65)}" }) { totalCount } }`,
      `filter.${field}`,
    ]),
  ])('%s', async (operation, argument) => {
    const { errors } = await execute(operation);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });

  test.each(['2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:00:00-02:00'])(
    '%s, which is in no calendar',
    async (time) => {
      const { errors } = await execute(
        `{ rentals(filter: { rentedFrom: "${time}", rentedBefore: "${time}" }) { totalCount } }`,
      );
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    },
  );
});
