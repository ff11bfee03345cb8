import type { Transaction } from '@reelhouse/database';

/** How many copies of a film are on the shelf of a store: what the rental subgraph tells, and a row of `film_availability`. */
export interface CopiesOnShelf {
  readonly storeId: number;
  readonly filmId: number;
  readonly onShelf: number;
}

/** Notes a copy that came onto the shelf of a store. */
export async function putOnShelf(tx: Transaction, storeId: number, filmId: number): Promise<void> {
  await tx`
    insert into film_availability as a (store_id, film_id, on_shelf) values (${storeId}, ${filmId}, 1)
    on conflict (store_id, film_id) do update set on_shelf = a.on_shelf + 1`;
}

/**
 * Notes a copy that went from the shelf of a store.
 *
 * @throws if there was none: an event before this one was not handled.
 */
export async function takeOffShelf(tx: Transaction, storeId: number, filmId: number): Promise<void> {
  const { count } = await tx`
    update film_availability set on_shelf = on_shelf - 1
    where store_id = ${storeId} and film_id = ${filmId} and on_shelf > 0`;
  if (count === 0) throw new Error(`film ${filmId} has no copy on the shelf of store ${storeId}`);
}

/** Throws away what waits to take the place of the rows. */
export async function forgetNextAvailability(tx: Transaction): Promise<void> {
  await tx`delete from film_availability_next`;
}

/** Has rows wait, each store and film at most once. */
export async function addNextAvailability(tx: Transaction, rows: readonly CopiesOnShelf[]): Promise<void> {
  await tx`
    insert into film_availability_next (store_id, film_id, on_shelf)
    select store_id, film_id, on_shelf from unnest(
      ${rows.map(({ storeId }) => storeId)}::integer[],
      ${rows.map(({ filmId }) => filmId)}::integer[],
      ${rows.map(({ onShelf }) => onShelf)}::integer[]
    ) as n (store_id, film_id, on_shelf)`;
}

/** Puts what waits in the place of the rows. Only differences are written. */
export async function takeNextAvailability(tx: Transaction): Promise<void> {
  await tx`
    delete from film_availability a
    where not exists (select from film_availability_next n where (n.store_id, n.film_id) = (a.store_id, a.film_id))`;
  await tx`
    insert into film_availability as a (store_id, film_id, on_shelf)
    select store_id, film_id, on_shelf from film_availability_next
    on conflict (store_id, film_id) do update set on_shelf = excluded.on_shelf where a.on_shelf <> excluded.on_shelf`;
  await tx`delete from film_availability_next`;
}
