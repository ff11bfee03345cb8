import type { TestDatabase } from '@reelhouse/test-database';
import type { OpenRental } from '../live/desk.fixture.ts';

/** A customer of the sample rows who has a film at home, the rental, and what else an app asks about it. */
export interface CustomerAtHome extends OpenRental {
  /** As tokens name them. */
  readonly subject: `customer:${string}`;
  readonly email: string;
  readonly categoryId: string;
  readonly actorId: string;
}

/** Finds the one who has it for the longest time, and has brought back another one before. */
export async function findCustomerAtHome({ sql }: TestDatabase): Promise<CustomerAtHome> {
  const [found] = await sql<CustomerAtHome[]>`
    select 'customer:' || c.customer_id as subject, c.customer_id::text as "customerId", c.email,
      r.rental_id::text as "rentalId", i.inventory_id::text as "copyId", f.film_id::text as "filmId", r.film_title as "filmTitle",
      r.store_id::text as "storeId", s.staff_id::text as "staffId",
      (select min(category_id)::text from film.film_category where film_id = f.film_id) as "categoryId",
      (select min(actor_id)::text from film.film_actor where film_id = f.film_id) as "actorId"
    from rental.rental r
    join rental.inventory_item i using (inventory_id)
    join film.film f using (film_id)
    join customer.customer c using (customer_id)
    join lateral (select min(staff_id) as staff_id from store.staff where store_id = i.store_id and active) s on true
    where r.return_date is null and i.store_id = r.store_id and c.active and c.email is not null
      and exists (select from film.film_category where film_id = f.film_id)
      and exists (select from film.film_actor where film_id = f.film_id)
      and exists (select from rental.rental o where o.customer_id = c.customer_id and o.return_date is not null)
    order by r.rental_id
    limit 1`;
  if (!found) throw new Error('no customer has a film at home');
  return found;
}
