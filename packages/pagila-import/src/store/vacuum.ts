import type { Sql } from 'postgres';

/** Brings the statistics up to date, and makes pages known to be visible to everybody. */
export async function vacuumTables(sql: Sql): Promise<void> {
  await sql`
    vacuum (analyze)
      film.language, film.category, film.actor, film.film, film.film_actor, film.film_category,
      customer.country, customer.city, customer.address, customer.customer, store.store, store.staff,
      identity.credential, film.search_word, film.film_availability, film.film_popularity, rental.inventory_item, rental.stock_movement, rental.rental, payment.payment, payment.payment_key`;
}
