import { rowLoader, type Sql, type Transaction } from '@reelhouse/database';

/** How often a film has been rented: what the rental subgraph tells, and a row of `film.film_popularity`. */
export interface FilmRentals {
  readonly filmId: number;
  readonly rentals: number;
}

/** How often films have been rented, for one request. It is not cached: a rental counts as soon as it is known here. */
export function popularityStore(sql: Sql) {
  const byFilm = rowLoader(
    (ids) => sql<FilmRentals[]>`
      select film_id as "filmId", rentals from film_popularity where film_id = any(${[...ids]}::integer[])`,
    (row) => row.filmId,
  );
  return {
    /** 0 for a film that was never rented. */
    async of(filmId: number): Promise<number> {
      return (await byFilm.load(filmId))?.rentals ?? 0;
    },
  };
}

/** Counts a rental. A film that is no longer here counts nothing. */
export async function countRental(tx: Transaction, filmId: number): Promise<void> {
  await tx`update film_popularity set rentals = rentals + 1 where film_id = ${filmId}`;
}

/** Throws away what waits to take the place of the rows. */
export async function forgetNextPopularity(tx: Transaction): Promise<void> {
  await tx`delete from film_popularity_next`;
}

/** Has rows wait, a film at most once. */
export async function addNextPopularity(tx: Transaction, rows: readonly FilmRentals[]): Promise<void> {
  await tx`
    insert into film_popularity_next (film_id, rentals)
    select film_id, rentals from unnest(
      ${rows.map(({ filmId }) => filmId)}::integer[],
      ${rows.map(({ rentals }) => rentals)}::integer[]
    ) as n (film_id, rentals)`;
}

/** Puts what waits in the place of the rows; a film of which nothing is told was never rented. Only differences are written. */
export async function takeNextPopularity(tx: Transaction): Promise<void> {
  await tx`
    insert into film_popularity as p (film_id, rentals)
    select film_id, coalesce(n.rentals, 0) from film left join film_popularity_next n using (film_id)
    on conflict (film_id) do update set rentals = excluded.rentals where p.rentals <> excluded.rentals`;
  await tx`delete from film_popularity_next`;
}
