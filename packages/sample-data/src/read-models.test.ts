import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearDataset } from './dataset.ts';
import { fillReadModels, readModels } from './read-models.ts';
import { seedSampleData } from './seed-sample-data.ts';
import { createTestDatabase, type TestDatabase } from './test-database.fixture.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedSampleData(sql, { scale: 0.05, asOf: new Date('2026-03-01') });
});

afterAll(() => database[Symbol.asyncDispose]());

/** Every store and film whose number of copies on the shelf is not the one that is noted. */
function wrongAvailability() {
  return sql`
    select store_id, film_id from film.film_availability a
    full join (
      select store_id, film_id, count(*) filter (where status = 'on_shelf') as on_shelf
      from rental.inventory_item group by 1, 2
    ) counted using (store_id, film_id)
    where a.on_shelf is distinct from counted.on_shelf`;
}

test('films are noted with the copies on the shelf of each store that has any', async () => {
  const rows = await sql`select on_shelf > 0 as available, count(*)::integer from film.film_availability group by 1`;
  expect(rows).toHaveLength(2);
  expect(await wrongAvailability()).toHaveLength(0);
});

/** Every film whose rentals are not as many as are noted. */
function wrongPopularity() {
  return sql`
    select film_id from film.film left join film.film_popularity p using (film_id)
    left join (
      select film_id, count(*) as rentals from rental.rental join rental.inventory_item using (inventory_id) group by 1
    ) counted using (film_id)
    where p.rentals is distinct from coalesce(counted.rentals, 0)`;
}

test('films are noted with how often they were rented, all of them', async () => {
  expect(await wrongPopularity()).toHaveLength(0);
  expect(await sql`select from film.film_popularity where rentals > 0 limit 20`).toHaveLength(20);
});

/** Every store whose address is not the one that is noted. */
function wrongStoreAddresses() {
  return sql`
    select store_id from store.store s full join customer.store_address a using (store_id)
    where a.address_id is distinct from s.address_id`;
}

test('the addresses of stores are noted as such', async () => {
  expect(await sql`select from customer.store_address`).not.toHaveLength(0);
  expect(await wrongStoreAddresses()).toHaveLength(0);
});

test('it was told once that all rows were replaced, and nothing of any row', async () => {
  const events = await sql`select subject, payload, occurred_at as at from rental.outbox`;
  expect([...events]).toEqual([
    { subject: 'rental.dataset.replaced', payload: { kind: 'sample' }, at: new Date('2026-03-01') },
  ]);
  const untold = await sql`
    select from rental.rental where return_date is null and due_at < '2026-03-01Z' and overdue_told_at is null`;
  expect(untold).toHaveLength(0);
});

test('every copy came with one movement, to where it is', async () => {
  const copies = await sql`
    select inventory_id, film_id, store_id, status, last_update as at, 'added' as reason
    from rental.inventory_item order by inventory_id`;
  const movements = await sql`
    select inventory_id, film_id, to_store_id as store_id, to_status as status, moved_at as at, reason
    from rental.stock_movement order by movement_id`;
  expect([...movements]).toEqual([...copies]);
});

test('filling again puts right what has changed', async () => {
  await sql`update rental.inventory_item set status = 'lost' where inventory_id = 1`;
  await sql`insert into rental.inventory_item (film_id, store_id) values (1, 77)`;
  await sql`insert into film.film_availability values (88, 1, 5)`;
  await sql`update film.film_popularity set rentals = 100000 where rentals > 0`;
  await sql`insert into customer.store_address values (99, 1)`;
  expect(await wrongAvailability()).not.toHaveLength(0);
  expect(await wrongPopularity()).not.toHaveLength(0);
  await sql.begin(fillReadModels);
  expect(await wrongAvailability()).toHaveLength(0);
  expect(await wrongPopularity()).toHaveLength(0);
  expect(await wrongStoreAddresses()).toHaveLength(0);
});

test('the words of films are there without filling, and only those', async () => {
  const words = await sql`
    select word from film.search_word
    except select film.words_of(title, description) collate "C" from film.film`;
  expect(words).toHaveLength(0);
  expect((await sql`select from film.search_word limit 20`).length).toBe(20);
});

test('nothing stays in a cleared database', async () => {
  await sql.begin(clearDataset);
  for (const table of readModels) expect(await sql`select from ${sql(table)}`).toHaveLength(0);
});
