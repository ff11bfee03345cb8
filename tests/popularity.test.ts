import { randomUUID } from 'node:crypto';
import { systemClock } from '@reelhouse/clock';
import { seedSampleData } from '@reelhouse/sample-data';
import { createSampleDatabase, sampleAsOf } from '@reelhouse/test-database';
import { beforeAll, expect, test } from 'vitest';
import { followConsumers } from '../subgraphs/film/consumer-progress.fixture.ts';
import type { GraphClient } from './graph-client.ts';
import { runHouse, type RunningHouse } from './running-house.ts';

const database = await createSampleDatabase();
const { sql } = database;

const { through: consumersAreThrough } = await followConsumers(database);

let house: RunningHouse;
beforeAll(async () => {
  house = await runHouse(database, { background: true, clock: systemClock });
});

async function data<Data>(
  operation: string,
  variables?: Record<string, unknown>,
  { ask }: GraphClient = house.anonymous,
): Promise<Data> {
  const { data: answer, errors } = await ask(operation, variables);
  expect(errors).toBeUndefined();
  return answer as Data;
}

interface Shown {
  readonly film: { readonly title: string; readonly popularity: number };
  readonly available: { readonly totalCount: number };
}

let asked = 0;

/**
 * What the graph shows of a film and of what is on the shelf of a store. The list is one that was never asked for, because
 * whoever keeps lists hears of changes a moment after they are committed: subgraphs/film/cache.test.ts waits for that.
 */
const show = (filmId: string, storeId: string) =>
  data<Shown>(
    `query ($filmId: ID!, $storeId: ID!, $year: Int!) {
      film(id: $filmId) { title popularity }
      available: films(filter: { availableInStoreId: $storeId, maxReleaseYear: $year }) { totalCount }
    }`,
    { filmId, storeId, year: 3000 + (asked += 1) },
  );

/** A film of which just one copy is on the shelf of a store, and a customer who may rent it. */
async function lastOnShelf() {
  const [row] = await sql<{ filmId: string; storeId: string; copyId: string; customerId: string; staffId: string }[]>`
    select min(i.inventory_id)::text as "copyId", i.film_id::text as "filmId", i.store_id::text as "storeId",
      (select min(customer_id)::text from customer.customer where active) as "customerId",
      (select min(staff_id)::text from store.staff s where s.store_id = i.store_id and active) as "staffId"
    from rental.inventory_item i where status = 'on_shelf'
    group by i.film_id, i.store_id having count(*) = 1 order by i.film_id limit 1`;
  return row!;
}

const checkOut = `mutation ($input: CheckOutInput!) { checkOut(input: $input) { rentals { id } userErrors { code } } }`;
const checkIn = `mutation ($input: CheckInInput!) { checkIn(input: $input) { rentals { id } userErrors { code } } }`;

test('a film that was rented is more popular, and gone from the shelf, until it is back', async () => {
  await consumersAreThrough();
  const { copyId, filmId, storeId, customerId, staffId } = await lastOnShelf();
  const [counted] = await sql<{ rentals: number }[]>`
    select count(*)::integer as rentals from rental.rental join rental.inventory_item using (inventory_id)
    where film_id = ${filmId}`;
  const before = await show(filmId, storeId);
  expect(before.film.popularity).toBe(counted?.rentals);

  const desk = house.as(`staff:${staffId}`);
  const input = { idempotencyKey: randomUUID(), copyIds: [copyId], customerId };
  const taken = await data(checkOut, { input }, desk);
  expect(taken).toMatchObject({ checkOut: { userErrors: [] } });
  await consumersAreThrough();
  const rented = await show(filmId, storeId);
  expect(rented.film.popularity).toBe(before.film.popularity + 1);
  expect(rented.available.totalCount).toBe(before.available.totalCount - 1);

  const back = await data(checkIn, { input: { idempotencyKey: randomUUID(), copyIds: [copyId] } }, desk);
  expect(back).toMatchObject({ checkIn: { userErrors: [] } });
  await consumersAreThrough();
  const returned = await show(filmId, storeId);
  expect(returned.film.popularity).toBe(before.film.popularity + 1);
  expect(returned.available.totalCount).toBe(before.available.totalCount);
});

test('films are listed by it', async () => {
  const { films } = await data<{ films: { edges: { node: { id: string; popularity: number } }[] } }>(
    '{ films(first: 5, sort: { field: POPULARITY, direction: DESCENDING }) { edges { node { id popularity } } } }',
  );
  const expected = await sql<{ id: string; popularity: number }[]>`
    select film_id::text as id, count(*)::integer as popularity
    from rental.rental join rental.inventory_item using (inventory_id)
    group by film_id order by count(*) desc, film_id desc limit 5`;
  expect(films.edges.map(({ node }) => node)).toEqual([...expected]);
});

test('other rows in their place are counted anew, and what was kept of the old ones is forgotten', async () => {
  const old = await show('1', '1');
  await seedSampleData(sql, { scale: 0.1, asOf: sampleAsOf, seed: 7, replace: 'anything' });
  await consumersAreThrough();
  const now = await show('1', '1');
  const [film] = await sql<{ title: string; rentals: number; available: number }[]>`
    select title,
      (select count(*)::integer from rental.rental join rental.inventory_item using (inventory_id) where film_id = 1)
        as rentals,
      (select count(distinct film_id)::integer from rental.inventory_item where store_id = 1 and status = 'on_shelf')
        as available
    from film.film where film_id = 1`;
  expect(film?.title).not.toBe(old.film.title);
  expect(now).toEqual({
    film: { title: film?.title, popularity: film?.rentals },
    available: { totalCount: film?.available },
  });
});
