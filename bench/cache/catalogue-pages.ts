import { Pool } from 'undici';
import { shuffled } from './zipf.ts';

/** A page of the catalogue as a client posts it: the body of a request. */
export type PageBody = string;

const query = `query CataloguePage($filter: FilmFilter, $sort: FilmSort, $after: String) {
  films(first: 20, filter: $filter, sort: $sort, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { id title releaseYear lengthMinutes rating rentalRate { amount currency } } }
  }
}`;

/** How many pages of a list people turn to at most. */
const deepest = 5;

interface FilmList {
  readonly filter: object;
  readonly sort: object | undefined;
}

interface Answer {
  readonly errors?: readonly unknown[];
  readonly data?: {
    readonly films: { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };
  };
}

/**
 * Every page that is asked for, the most popular first: each list of films has a rank by chance, and its second page is half
 * as popular as its first. Their cursors are those that the server at `url` gives.
 *
 * @param lists how many lists at most.
 */
export async function cataloguePages(url: string, lists: number, random: () => number): Promise<PageBody[]> {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections: 16 });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const waiting = [...shuffled(filmLists(), random).slice(0, lists).entries()];
  const found: { body: PageBody; rank: number }[] = [];

  async function walk(list: FilmList, place: number): Promise<void> {
    let after: string | undefined;
    for (let page = 1; page <= deepest; page += 1) {
      const body = JSON.stringify({ query, operationName: 'CataloguePage', variables: { ...list, after } });
      const response = await pool.request({ method: 'POST', path, headers, body });
      const { errors, data } = (await response.body.json()) as Answer;
      if (!data || errors) throw new Error(`a page was not answered: ${JSON.stringify(errors)}`);
      found.push({ body, rank: (place + 1) * page });
      const { hasNextPage, endCursor } = data.films.pageInfo;
      if (!hasNextPage || endCursor === null) return;
      after = endCursor;
    }
  }
  async function walkOn(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) await walk(next[1], next[0]);
  }
  try {
    await Promise.all(Array.from({ length: 16 }, walkOn));
  } finally {
    await pool.destroy();
  }
  return found.sort((a, b) => a.rank - b.rank || (a.body < b.body ? -1 : 1)).map(({ body }) => body);
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

/** What people look through: categories, ratings, stores, actors …, each in the usual orders. */
function filmLists(): FilmList[] {
  const ratings = ['G', 'PG', 'PG_13', 'R', 'NC_17'];
  const filters: object[] = [
    {},
    ...ids(16).map((categoryId) => ({ categoryId })),
    ...ratings.map((rating) => ({ ratings: [rating] })),
    ...ids(16).flatMap((categoryId) => ratings.map((rating) => ({ categoryId, ratings: [rating] }))),
    ...ids(2).map((availableInStoreId) => ({ availableInStoreId })),
    ...ids(16).flatMap((categoryId) => ids(2).map((availableInStoreId) => ({ categoryId, availableInStoreId }))),
    ...[60, 90, 120].map((maxLengthMinutes) => ({ maxLengthMinutes })),
    ...ids(60).map((actorId) => ({ actorId })),
  ];
  const sorts = [
    undefined,
    { field: 'TITLE' },
    { field: 'POPULARITY', direction: 'DESCENDING' },
    { field: 'RELEASE_YEAR', direction: 'DESCENDING' },
    { field: 'LENGTH' },
    { field: 'RENTAL_RATE' },
  ];
  return filters.flatMap((filter) => sorts.map((sort) => ({ filter, sort })));
}
