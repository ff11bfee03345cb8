import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { uncachedFilmSubgraph } from './uncached.fixture.ts';

const database = await createSampleDatabase();
const { ask, entities, execute, statements } = askSubgraph(uncachedFilmSubgraph, database);

/** The ids that SQL finds, as the graph writes them. */
async function ids(rows: PromiseLike<readonly { readonly id?: unknown }[]>): Promise<string[]> {
  return (await rows).map(({ id }) => String(id));
}

const { sql } = database;

/** How often a film was rented, as the rental subgraph knows it. */
async function rentalsOf(filmId: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer from rental.rental join rental.inventory_item using (inventory_id) where film_id = ${filmId}`;
  return row?.count ?? 0;
}

describe('a film', () => {
  test('has every field of its row', async () => {
    const [row] = await sql`select * from film.film where film_id = 1`;
    const { film } = await ask(`{ film(id: "1") {
      id title description releaseYear lengthMinutes rentalDurationDays rating specialFeatures lastUpdate popularity
      rentalRate { amount currency } replacementCost { amount currency } language { id name } originalLanguage { id }
    } }`);
    expect(film).toMatchObject({
      id: '1',
      title: row?.['title'],
      description: row?.['description'],
      releaseYear: row?.['release_year'],
      lengthMinutes: row?.['length_minutes'],
      rentalDurationDays: row?.['rental_duration_days'],
      rating: String(row?.['rating']).replace('-', '_'),
      lastUpdate: (row?.['last_update'] as Date).toISOString(),
      rentalRate: { amount: (row?.['rental_rate_minor'] / 100).toFixed(2), currency: 'USD' },
      language: { id: String(row?.['language_id']) },
      popularity: await rentalsOf(1),
    });
  });

  test('lists its actors and categories', async () => {
    const { film } = await ask(`{ film(id: "1") {
      actors(first: 100, sort: { field: NAME }) { totalCount edges { node { id } } }
      categories { totalCount edges { node { id } } }
    } }`);
    const actors = await ids(sql`
      select actor_id as id from film.film_actor join film.actor using (actor_id) where film_id = 1
      order by last_name, first_name, actor_id`);
    const categories = await ids(sql`select category_id as id from film.film_category where film_id = 1 order by 1`);
    expect(film).toEqual({
      actors: { totalCount: actors.length, edges: actors.map((id) => ({ node: { id } })) },
      categories: { totalCount: categories.length, edges: categories.map((id) => ({ node: { id } })) },
    });
  });

  test.each(['0', '-1', '01', '1.0', 'abc', '', '2147483648', '99999999', ' 1', '1e3'])(
    'is null where no film has the id %j',
    async (id) => {
      expect(await ask('query ($id: ID!) { film(id: $id) { title } }', { id })).toEqual({ film: null });
    },
  );

  test('an id that is far too long is refused by name', async () => {
    const { errors } = await execute('query ($id: ID!) { film(id: $id) { title } }', { id: '1'.repeat(65) });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } });
  });
});

describe('_entities', () => {
  const representation = (id: string) => ({ __typename: 'Film', id });

  test('answers in the order of the representations, null where there is no film', async () => {
    const answer = await entities(['3', '999999', '1', 'x', '3'].map(representation), '{ ... on Film { id } }');
    expect(answer).toEqual([{ id: '3' }, null, { id: '1' }, null, { id: '3' }]);
  });

  test('reads a hundred films with one statement', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => String(100 - index));
    statements.length = 0;
    const answer = await entities(hundred.map(representation), '{ ... on Film { id title } }');
    expect(answer).toMatchObject(hundred.map((id) => ({ id })));
    expect(statements).toHaveLength(1);
  });

  test.each([
    ['Actor', '{ ... on Actor { id lastName } }'],
    ['Category', '{ ... on Category { id name } }'],
    ['Language', '{ ... on Language { id name } }'],
  ])('resolves %s', async (__typename, selection) => {
    expect(
      await entities(
        [
          { __typename, id: '1' },
          { __typename, id: '0' },
        ],
        selection,
      ),
    ).toMatchObject([{ id: '1' }, null]);
  });
});

describe('lists of films', () => {
  const list = (filter: string, order = 'f.film_id') =>
    ids(sql.unsafe(`select f.film_id as id from film.film f where ${filter} order by ${order}`));

  test.each([
    ['{ categoryId: "3" }', 'film_id in (select film_id from film.film_category where category_id = 3)'],
    ['{ actorId: "7" }', 'film_id in (select film_id from film.film_actor where actor_id = 7)'],
    ['{ languageId: "1" }', 'language_id = 1'],
    ['{ ratings: [PG_13, R] }', `rating in ('PG-13', 'R')`],
    ['{ ratings: [] }', 'false'],
    ['{ minLengthMinutes: 100, maxLengthMinutes: 120 }', 'length_minutes between 100 and 120'],
    ['{ minReleaseYear: 2000, maxReleaseYear: 2010 }', 'release_year between 2000 and 2010'],
    ['{ minRentalRate: "2.99", maxRentalRate: "2.99" }', 'rental_rate_minor = 299'],
    ['{ specialFeatures: [TRAILERS, DELETED_SCENES] }', `special_features @> '{Trailers,Deleted Scenes}'`],
    [
      '{ availableInStoreId: "2" }',
      `film_id in (select film_id from rental.inventory_item where store_id = 2 and status = 'on_shelf')`,
    ],
    ['{ categoryId: "no" }', 'false'],
    ['{ availableInStoreId: "999" }', 'false'],
    [
      '{ languageId: "1", ratings: [G], minLengthMinutes: 90 }',
      `language_id = 1 and rating = 'G' and length_minutes >= 90`,
    ],
  ])('filter %s', async (filter, condition) => {
    const expected = await list(condition);
    const { films } = await ask(`{ films(first: 100, filter: ${filter}) { totalCount edges { node { id } } } }`);
    expect(films).toEqual({
      totalCount: expected.length,
      edges: expected.slice(0, 100).map((id) => ({ node: { id } })),
    });
  });

  const orders = [
    ['ID', 'film_id'],
    ['TITLE', 'title'],
    ['RELEASE_YEAR', 'coalesce(release_year, 0)'],
    ['LENGTH', 'coalesce(length_minutes, 0)'],
    ['RENTAL_RATE', 'rental_rate_minor'],
    ['POPULARITY', '(select rentals from film.film_popularity p where p.film_id = f.film_id)'],
  ] as const;

  describe.each(orders)('by %s', (field, expression) => {
    test.each([
      ['ASCENDING', 'asc'],
      ['DESCENDING', 'desc'],
    ])('%s, forwards and backwards through all pages', async (direction, sqlDirection) => {
      const expected = await list('true', `${expression} ${sqlDirection}, f.film_id ${sqlDirection}`);
      const sort = `sort: { field: ${field}, direction: ${direction} }`;
      expect(await walk((cursor) => `first: 100, ${sort} ${cursor ? `after: "${cursor}"` : ''}`, 'end')).toEqual(
        expected,
      );
      const backwards = await walk((cursor) => `last: 100, ${sort} ${cursor ? `before: "${cursor}"` : ''}`, 'start');
      expect(backwards).toEqual(expected);
    });
  });

  /** Reads page after page and gives the ids in the order of the list. */
  async function walk(page: (cursor?: string) => string, side: 'end' | 'start'): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    for (;;) {
      const { films } = (await ask(`{ films(${page(cursor)}) {
        edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      } }`)) as { films: FilmPage };
      const pageIds = films.edges.map(({ node }) => node.id);
      if (side === 'end') found.push(...pageIds);
      else found.unshift(...pageIds);
      const { pageInfo } = films;
      expect(side === 'end' ? pageInfo.hasPreviousPage : pageInfo.hasNextPage).toBe(cursor !== undefined);
      if (!(side === 'end' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return found;
      cursor = (side === 'end' ? pageInfo.endCursor : pageInfo.startCursor) ?? undefined;
    }
  }

  test('the films of an actor, a category and a language are read with one statement for all of them', async () => {
    statements.length = 0;
    const { actors } = (await ask(
      `{ actors(first: 50) { edges { node { id films(first: 3) { totalCount edges { node { id } } } } } } }`,
    )) as {
      actors: { edges: { node: { id: string; films: { totalCount: number; edges: { node: { id: string } }[] } } }[] };
    };
    expect(actors.edges).toHaveLength(50);
    for (const { node } of actors.edges) {
      const expected = await ids(sql`select film_id as id from film.film_actor where actor_id = ${node.id} order by 1`);
      expect(node.films.totalCount).toBe(expected.length);
      expect(node.films.edges.map((edge) => edge.node.id)).toEqual(expected.slice(0, 3));
    }
    // The page and the rows of the actors; the pages, the counts and the rows of their films.
    expect(statements).toHaveLength(5);
  });

  test('totalCount alone reads no page, and a page alone counts nothing', async () => {
    statements.length = 0;
    await ask('{ films { totalCount } }');
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain('count(*)');
    statements.length = 0;
    await ask('{ films { edges { cursor } } }');
    expect(statements.join()).not.toContain('count(*)');
  });
});

interface FilmPage {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

describe('refused, naming the argument', () => {
  test.each([
    ['{ films(first: -1) { totalCount } }', 'first'],
    ['{ films(first: 101) { totalCount } }', 'first'],
    ['{ films(after: "nonsense") { totalCount } }', 'after'],
    [`{ films(after: "${Buffer.from('["ID","x"]').toString('base64url')}") { totalCount } }`, 'after'],
    ['{ films(filter: { ratings: [G, G, G, G, G, G] }) { totalCount } }', 'filter.ratings'],
    ['{ films(filter: { minRentalRate: "1.999" }) { totalCount } }', 'filter.minRentalRate'],
    ['{ films(filter: { maxRentalRate: "99999999999" }) { totalCount } }', 'filter.maxRentalRate'],
    [`{ films(filter: { actorId: "${'9'.repeat(65)}" }) { totalCount } }`, 'filter.actorId'],
    ['{ actors(filter: { name: "" }) { totalCount } }', 'filter.name'],
    [`{ actors(filter: { name: "${'a'.repeat(101)}" }) { totalCount } }`, 'filter.name'],
  ])('%s', async (operation, argument) => {
    const { errors } = await execute(operation);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});

test('actors are found by a part of their name, and wildcards stand for themselves', async () => {
  const [{ part } = { part: '' }] = await sql<
    { part: string }[]
  >`select substr(last_name, 2, 3) as part from film.actor limit 1`;
  const expected = await ids(sql`
    select actor_id as id from film.actor where first_name ilike ${`%${part}%`} or last_name ilike ${`%${part}%`} order by 1`);
  const find = 'query ($name: String!) { actors(first: 100, filter: { name: $name }) { edges { node { id } } } }';
  expect(await ask(find, { name: part.toUpperCase() })).toEqual({
    actors: { edges: expected.map((id) => ({ node: { id } })) },
  });
  expect(await ask(find, { name: '%' })).toEqual({ actors: { edges: [] } });
});
