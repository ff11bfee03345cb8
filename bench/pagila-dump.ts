import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Sql } from '@reelhouse/database';

/** The tables of Pagila, each as a query on ours. */
const tables: Readonly<Record<string, string>> = {
  language: 'select language_id, name, last_update from film.language',
  category: 'select category_id, name, last_update from film.category',
  actor: 'select actor_id, first_name, last_name, last_update from film.actor',
  country: 'select country_id, name as country, last_update from customer.country',
  city: 'select city_id, name as city, country_id, last_update from customer.city',
  address:
    'select address_id, address, address2, district, city_id, postal_code, phone, last_update from customer.address',
  store: 'select store_id, manager_staff_id, address_id, last_update from store.store',
  staff: `select staff_id, first_name, last_name, address_id, email, store_id, active, username, repeat('0', 40) as password, last_update, picture from store.staff`,
  film: 'select film_id, title, description, release_year, language_id, original_language_id, rental_duration_days as rental_duration, round(rental_rate_minor / 100.0, 2) as rental_rate, length_minutes as length, round(replacement_cost_minor / 100.0, 2) as replacement_cost, rating, last_update, special_features from film.film',
  film_actor: 'select actor_id, film_id, last_update from film.film_actor',
  film_category: 'select film_id, category_id, last_update from film.film_category',
  inventory: 'select inventory_id, film_id, store_id, last_update from rental.inventory_item',
  customer:
    'select customer_id, store_id, first_name, last_name, email, address_id, active as activebool, create_date, last_update, active::int as active from customer.customer',
  rental:
    'select rental_id, rental_date, inventory_id, customer_id, return_date, staff_id, last_update from rental.rental',
  payment:
    'select payment_id, customer_id, staff_id, rental_id, round(amount_minor / 100.0, 2) as amount, payment_date from payment.payment',
};

/** Writes the rows of a chain as a data dump of Pagila, the way pg_dump does; `folder` is one that the server can write to. */
export async function writePagilaDump(sql: Sql, folder: string, file: string): Promise<void> {
  await pipeline(dumpOf(sql, folder), createWriteStream(file));
}

async function* dumpOf(sql: Sql, folder: string): AsyncGenerator<string | Buffer> {
  yield `-- PostgreSQL database dump\n\nSET timezone = 'UTC';\n\n`;
  for (const [table, query] of Object.entries(tables)) {
    const columns = (await sql.unsafe(`${query} limit 0`)).columns.map(({ name }) => name);
    const rows = join(folder, `pagila-${table}`);
    await sql`copy (${sql.unsafe(query)}) to ${sql.unsafe(`'${rows}'`)}`;
    yield `COPY public.${table} (${columns.join(', ')}) FROM stdin;\n`;
    yield* createReadStream(rows) as AsyncIterable<Buffer>;
    yield '\\.\n\n';
  }
  yield '-- PostgreSQL database dump complete\n';
}
