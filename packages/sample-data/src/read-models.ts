import type { TransactionSql } from 'postgres';

/** The tables that come with no rows of their own: what is in them follows from the rows of others. */
export const readModels = [
  'film.search_word',
  'film.film_availability',
  'film.film_popularity',
  'rental.stock_movement',
  'customer.store_address',
  'identity.login_name',
  'identity.next_login_name',
] as const;

/**
 * Fills what one domain keeps of another one's rows, after the rows of a whole chain were written: they came without the
 * events that keep it current. The words that films are searched by, the rows of their popularity and the first movements
 * of copies need no filling, because the tables of films and copies have triggers. Login names are filled by their consumer
 * alone, which knows what names look alike.
 *
 * Consumers will fill the same from snapshots when they hear that the rows were replaced, and find that it is right already.
 *
 * @param tx a transaction whose role owns the tables of all schemas.
 */
export async function fillReadModels(tx: TransactionSql): Promise<void> {
  await tx`truncate film.film_availability`;
  await tx`
    insert into film.film_availability (store_id, film_id, on_shelf)
    select store_id, film_id, count(*) filter (where status = 'on_shelf')
    from rental.inventory_item group by store_id, film_id`;
  await tx`
    update film.film_popularity p set rentals = counted.rentals
    from (
      select i.film_id, sum(copy.rentals)::integer as rentals
      from (select inventory_id, count(*) as rentals from rental.rental group by inventory_id) copy
      join rental.inventory_item i on i.inventory_id = copy.inventory_id
      group by i.film_id
    ) counted
    where counted.film_id = p.film_id and p.rentals <> counted.rentals`;
  await tx`truncate customer.store_address`;
  await tx`insert into customer.store_address (store_id, address_id) select store_id, address_id from store.store`;
}
