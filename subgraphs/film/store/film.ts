import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type KeysetList, type Sql } from '@reelhouse/database';
import type { CatalogueCache } from '../domain/catalogue-cache.ts';
import type { FilmFilter } from '../domain/film-filter.ts';
import type { FilmSortField, Rating, SpecialFeature } from '../generated/resolvers.ts';

/** A row of `film.film`. */
export interface FilmRow {
  readonly id: number;
  readonly title: string;
  readonly description: string | null;
  readonly releaseYear: number | null;
  readonly languageId: number;
  readonly originalLanguageId: number | null;
  readonly rentalDurationDays: number;
  readonly rentalRateMinor: number;
  readonly lengthMinutes: number | null;
  readonly replacementCostMinor: number;
  readonly currency: string;
  readonly rating: Rating | null;
  readonly specialFeatures: SpecialFeature[];
  readonly lastUpdate: Date;
}

/** A list of films. */
export type FilmRows = Connection<FilmRow>;

/** What a list of films can belong to. */
export type FilmParent = 'actor' | 'category' | 'language';

/** What films are sorted by that is in their own table. */
type OwnSortField = Exclude<FilmSortField, 'POPULARITY'>;

/** How films are listed, except by their popularity. */
export const filmList: KeysetDefinition<FilmFilter, OwnSortField, FilmParent> = {
  from: 'film f',
  id: 'f.film_id',
  orders: {
    ID: [],
    TITLE: [{ expression: 'f.title', type: 'text' }],
    RELEASE_YEAR: [{ expression: 'coalesce(f.release_year, 0)', type: 'integer' }],
    LENGTH: [{ expression: 'coalesce(f.length_minutes, 0)', type: 'integer' }],
    RENTAL_RATE: [{ expression: 'f.rental_rate_minor', type: 'integer' }],
  },
  parents: {
    actor: { column: 'fa.actor_id', join: 'join film_actor fa on fa.film_id = f.film_id' },
    category: { column: 'fc.category_id', join: 'join film_category fc on fc.film_id = f.film_id' },
    language: { column: 'f.language_id' },
  },
  conditions: (filter, fragment) => [
    filter.categoryId !== undefined &&
      fragment`exists (select from film_category where film_id = f.film_id and category_id = ${filter.categoryId})`,
    filter.actorId !== undefined &&
      fragment`exists (select from film_actor where film_id = f.film_id and actor_id = ${filter.actorId})`,
    filter.languageId !== undefined && fragment`f.language_id = ${filter.languageId}`,
    filter.ratings !== undefined && fragment`f.rating = any(${[...filter.ratings]}::rating[])`,
    filter.minLengthMinutes !== undefined && fragment`f.length_minutes >= ${filter.minLengthMinutes}`,
    filter.maxLengthMinutes !== undefined && fragment`f.length_minutes <= ${filter.maxLengthMinutes}`,
    filter.minReleaseYear !== undefined && fragment`f.release_year >= ${filter.minReleaseYear}`,
    filter.maxReleaseYear !== undefined && fragment`f.release_year <= ${filter.maxReleaseYear}`,
    filter.minRentalRateMinor !== undefined && fragment`f.rental_rate_minor >= ${filter.minRentalRateMinor}`,
    filter.maxRentalRateMinor !== undefined && fragment`f.rental_rate_minor <= ${filter.maxRentalRateMinor}`,
    filter.specialFeatures !== undefined &&
      fragment`f.special_features @> ${[...filter.specialFeatures]}::special_feature[]`,
    filter.availableInStoreId !== undefined &&
      fragment`exists (
        select from film_availability a
        where a.film_id = f.film_id and a.store_id = ${filter.availableInStoreId} and a.on_shelf > 0)`,
  ],
};

/** How films are listed by their popularity: each has a row there, with an index in this order. */
export const filmsByPopularity: KeysetDefinition<FilmFilter, 'POPULARITY', FilmParent> = {
  ...filmList,
  from: 'film_popularity p join film f on f.film_id = p.film_id',
  id: 'p.film_id',
  orders: { POPULARITY: [{ expression: 'p.rentals', type: 'integer' }] },
};

/** The films of one request. */
export function filmStore(sql: Sql, cache: CatalogueCache) {
  const rows = rowLoader<FilmRow>(
    (ids) => sql<FilmRow[]>`
      select film_id as id, title, description, release_year as "releaseYear", language_id as "languageId",
        original_language_id as "originalLanguageId", rental_duration_days as "rentalDurationDays",
        rental_rate_minor as "rentalRateMinor", length_minutes as "lengthMinutes",
        replacement_cost_minor as "replacementCostMinor", currency, rating, special_features as "specialFeatures",
        last_update as "lastUpdate"
      from film where film_id = any(${[...ids]}::integer[])`,
    (film) => film.id,
  );
  const byId = cache.films(rows);
  const byOwn = createKeysetList(sql, byId, filmList, cache.lists());
  const byPopularity = createKeysetList(sql, byId, filmsByPopularity, cache.lists());
  const list: KeysetList<FilmRow, FilmFilter, FilmSortField, FilmParent> = {
    all(filter, { order: { field, descending }, ...page }) {
      return field === 'POPULARITY'
        ? byPopularity.all(filter, { ...page, order: { field, descending } })
        : byOwn.all(filter, { ...page, order: { field, descending } });
    },
    of(parent, id, filter, { order: { field, descending }, ...page }) {
      return field === 'POPULARITY'
        ? byPopularity.of(parent, id, filter, { ...page, order: { field, descending } })
        : byOwn.of(parent, id, filter, { ...page, order: { field, descending } });
    },
  };
  return { byId, list };
}
