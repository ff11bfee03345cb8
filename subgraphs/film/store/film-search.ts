import { notACursor, type PageRequest } from '@reelhouse/connections';
import { fitKeys, toKeysetPage, type Fragment, type KeysetEntry, type Sql } from '@reelhouse/database';
import type { FilmFilter } from '../domain/film-filter.ts';
import type { FilmSearch, FilmSearchAnswer, FilmSearchFacets } from '../domain/film-search.ts';
import type { Rating } from '../generated/resolvers.ts';
import { filmList } from './film.ts';
import { searchQuery } from './search-query.ts';

/** What a place among the films that were found is made of: see `found`. */
const placeKeys = [
  { expression: 'distance', type: 'integer' },
  { expression: 'id', type: 'integer' },
] as const;

/** Searches films by PostgreSQL's own full text search, in the language of the catalogue: English. */
export class PostgresFilmSearch implements FilmSearch {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  search(text: string, filter: FilmFilter, request: PageRequest<'RELEVANCE'>): FilmSearchAnswer {
    const { cursor } = request;
    if (cursor && !fitKeys(cursor.keys, placeKeys)) throw notACursor(cursor.argument);
    const statements = new SearchStatements(this.#sql, filter);
    let understood: Promise<string> | undefined;
    const query = (): Promise<string> => (understood ??= searchQuery(this.#sql, text));
    return {
      page: async () => toKeysetPage(await statements.page(await query(), request), request),
      count: async () => (await statements.count(await query()))[0]?.count ?? 0,
      facets: async () => toFacets(await statements.facets(await query())),
    };
  }
}

/** A group of the films that were found, by the only one of its ids that is not null. */
export interface FacetRow {
  readonly categoryId: number | null;
  readonly rating: Rating | null;
  readonly languageId: number | null;
  readonly count: number;
}

function toFacets(rows: readonly FacetRow[]): FilmSearchFacets {
  return {
    categories: rows.flatMap(({ categoryId, count }) => (categoryId === null ? [] : { categoryId, count })),
    ratings: rows.flatMap(({ rating, count }) => (rating === null ? [] : { rating, count })),
    languages: rows.flatMap(({ languageId, count }) => (languageId === null ? [] : { languageId, count })),
  };
}

/** The statements that a search with a filter sends, each for a `tsquery`. They are sent by whoever awaits them. */
export class SearchStatements {
  readonly #fragment: Sql;
  readonly #filter: FilmFilter;

  constructor(sql: Sql, filter: FilmFilter) {
    this.#fragment = sql;
    this.#filter = filter;
  }

  /** One film more than asked for, in the direction of reading. */
  page(query: string, { cursor, backward, limit }: PageRequest<'RELEVANCE'>) {
    const fragment = this.#fragment;
    const direction = fragment.unsafe(backward ? 'desc' : 'asc');
    const [distance = '', id = ''] = cursor?.keys ?? [];
    const start = cursor
      ? fragment`where (distance, id) ${fragment.unsafe(backward ? '<' : '>')}
          (${distance}::text::integer, ${id}::text::integer)`
      : fragment``;
    // A title counts ten times what a description does. Relevance is a real: a cursor needs one that compares exactly.
    // It is turned round, because keys that all ascend can be compared as one row.
    return fragment<KeysetEntry[]>`
      select id, array[distance::text, id::text] as keys
      from (
        select f.film_id as id,
          -(ts_rank_cd('{0, 0, 0.1, 1}', f.fulltext, ${query}::text::tsquery) * 1000000)::integer as distance
        from film f where ${this.#found(query)}
      ) found
      ${start}
      order by distance ${direction}, id ${direction}
      limit ${limit + 1}`;
  }

  /** How many films there are. */
  count(query: string) {
    return this.#fragment<{ readonly count: number }[]>`
      select count(*)::integer as count from film f where ${this.#found(query)}`;
  }

  /** How many films there are in each group, the largest group first. */
  facets(query: string) {
    return this.#fragment<FacetRow[]>`
      with found as materialized (select f.film_id, f.rating, f.language_id from film f where ${this.#found(query)})
      select category_id as "categoryId", null::rating as rating, null::integer as "languageId", count(*)::integer as count
      from found join film_category using (film_id) group by category_id
      union all
      select null, rating, null, count(*) from found where rating is not null group by rating
      union all
      select null, null, language_id, count(*) from found group by language_id
      order by count desc, "categoryId", rating, "languageId"`;
  }

  #found(query: string): Fragment {
    const fragment = this.#fragment;
    return filmList
      .conditions(this.#filter, fragment)
      .filter((condition) => condition !== false)
      .reduce<Fragment>((all, one) => fragment`${all} and ${one}`, fragment`f.fulltext @@ ${query}::text::tsquery`);
  }
}
