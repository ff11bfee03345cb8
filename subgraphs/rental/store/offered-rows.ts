import type { OfferedSnapshot } from '@reelhouse/subgraph';

/** A transaction that sees the rows of one moment. */
type SnapshotSql = Parameters<OfferedSnapshot['read']>[0];

/** How often the copies of a film have been rented. */
export interface FilmRentals {
  readonly filmId: number;
  readonly rentals: number;
}

/** How many copies of a film are on the shelf of a store. */
export interface CopiesOnShelf {
  readonly storeId: number;
  readonly filmId: number;
  readonly onShelf: number;
}

/** How many rows are sent at once. */
const part = 500;

/** Each film of which a copy was ever rented. */
export function filmRentals(sql: SnapshotSql): AsyncIterable<FilmRentals[]> {
  return sql<FilmRentals[]>`
    select i.film_id as "filmId", sum(copy.rentals)::integer as rentals
    from (select inventory_id, count(*) as rentals from rental group by inventory_id) copy
    join inventory_item i on i.inventory_id = copy.inventory_id
    group by i.film_id`.cursor(part);
}

/** Each film of each store that has or had a copy of it, also where none is on the shelf. */
export function copiesOnShelf(sql: SnapshotSql): AsyncIterable<CopiesOnShelf[]> {
  return sql<CopiesOnShelf[]>`
    select store_id as "storeId", film_id as "filmId", (count(*) filter (where status = 'on_shelf'))::integer as "onShelf"
    from inventory_item group by store_id, film_id`.cursor(part);
}
