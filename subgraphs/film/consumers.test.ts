import { ManualClock } from '@reelhouse/clock';
import {
  consume,
  offerSnapshot,
  openInProcessBus,
  recordDatasetReplaced,
  recordEvent,
  startRelay,
  type EventBus,
} from '@reelhouse/events';
import { createLogger } from '@reelhouse/logging';
import { rentalSubgraph } from '@reelhouse/subgraph-rental';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { followConsumers } from './consumer-progress.fixture.ts';
import { filmConsumers } from './consumers.ts';
import { copyAdded, copyStatusChanged, rentalRented } from './events.ts';

const database = await createSampleDatabase();
const { sql } = database;
const film = database.connectAs('film', { connections: 8 });
const rental = database.connectAs('rental', { connections: 8 });
const clock = new ManualClock('2026-03-31T12:00:00Z');
const log = createLogger({ name: 'test', level: 'silent' });

const { through } = await followConsumers(database);

let bus: EventBus;
let open: { close(): Promise<void> }[] = [];
const taken = new Map<string, number>();

beforeEach(async () => {
  bus = openInProcessBus({ owners: { rental }, clock });
  for (const { name, read } of rentalSubgraph.work?.snapshots ?? []) {
    await offerSnapshot({
      ...{ bus, owner: 'rental', sql: rental, name },
      read: (tx) => {
        taken.set(name, (taken.get(name) ?? 0) + 1);
        return read(tx);
      },
    });
  }
  open = [startRelay({ bus, owner: 'rental', sql: rental, clock, log })];
});
afterEach(() => stop());
afterAll(() => stop());

function start(): void {
  open.push(...filmConsumers.map((consumer) => consume({ bus, sql: film, clock, log, takeOverMs: 50, ...consumer })));
}

async function stop(): Promise<void> {
  await Promise.all(open.splice(0).map((part) => part.close()));
  await bus.close();
}

/** Every film whose popularity is not what the rentals say, and every shelf that is not what the copies say. */
async function wrong(): Promise<{ popularity: unknown[]; availability: unknown[] }> {
  const popularity = await sql`
    select film_id, p.rentals, counted.rentals as should_be
    from film.film f
    left join film.film_popularity p using (film_id)
    left join (
      select film_id, count(*) as rentals from rental.rental join rental.inventory_item using (inventory_id) group by film_id
    ) counted using (film_id)
    where p.rentals is distinct from coalesce(counted.rentals, 0)`;
  const availability = await sql`
    select store_id, film_id, a.on_shelf, counted.on_shelf as should_be
    from film.film_availability a
    full join (
      select store_id, film_id, count(*) filter (where status = 'on_shelf') as on_shelf
      from rental.inventory_item group by store_id, film_id
    ) counted using (store_id, film_id)
    where a.on_shelf is distinct from counted.on_shelf`;
  return { popularity: [...popularity], availability: [...availability] };
}
const right = { popularity: [], availability: [] };

const occurredAt = clock.now();
/** Rents a copy out, as far as the catalogue learns of it. */
async function rent(copyId: number): Promise<void> {
  await rental.begin(async (tx) => {
    const [copy] = await tx<{ filmId: number; storeId: number }[]>`
      update inventory_item set status = 'rented' where inventory_id = ${copyId}
      returning film_id as "filmId", store_id as "storeId"`;
    const { filmId, storeId } = copy!;
    const [made] = await tx<{ id: number }[]>`
      insert into rental (rental_date, inventory_id, customer_id, staff_id, store_id, due_at, price_minor, duration_days,
        film_title)
      values (${occurredAt}, ${copyId}, 1, 1, ${storeId}, '2026-04-09', 1, 1, 'X') returning rental_id as id`;
    const moves = { filmId, storeId, fromStoreId: storeId, from: 'on_shelf', to: 'rented' };
    await recordEvent(tx, copyStatusChanged, { aggregateId: copyId, occurredAt, payload: moves });
    await recordEvent(tx, rentalRented, { aggregateId: made!.id, occurredAt, payload: { filmId } });
  });
}

const onShelf = await sql<{ id: number }[]>`
  select inventory_id as id from rental.inventory_item where status = 'on_shelf' order by 1 limit 50`;
const copies = onShelf.map(({ id }) => id);

test('what was loaded is right before anybody has begun, and stays right when they begin', async () => {
  expect(await wrong()).toEqual(right);
  start();
  await through();
  expect(await wrong()).toEqual(right);
  expect(Object.fromEntries(taken)).toEqual({ 'rental.film-rentals': 1, 'rental.copies-on-shelf': 1 });
});

test('every rental counts once, also those that were made before and while the consumers began', async () => {
  await sql`delete from film.consumer_position`;
  await Promise.all(copies.slice(0, 10).map(rent));
  start();
  await Promise.all(copies.slice(10, 20).map(rent));
  await through();
  await Promise.all(copies.slice(20, 30).map(rent));
  await through();
  expect(await wrong()).toEqual(right);
});

test('copies that are added, moved to another store, and brought back are on the right shelf', async () => {
  start();
  await rental.begin(async (tx) => {
    const [added] = await tx<{ id: number }[]>`
      insert into inventory_item (film_id, store_id, status) values (1, 77, 'on_shelf') returning inventory_id as id`;
    const facts = { filmId: 1, storeId: 77 };
    const { id } = added!;
    await recordEvent(tx, copyAdded, { aggregateId: id, occurredAt, payload: { ...facts, status: 'on_shelf' } });
    await tx`update inventory_item set store_id = 78 where inventory_id = ${id}`;
    const move = { filmId: 1, storeId: 78, fromStoreId: 77, from: 'on_shelf', to: 'on_shelf' };
    await recordEvent(tx, copyStatusChanged, { aggregateId: id, occurredAt, payload: move });
  });
  await through();
  const shelves = await sql`
    select store_id, on_shelf from film.film_availability where store_id in (77, 78) order by 1`;
  expect([...shelves]).toEqual([
    { store_id: 77, on_shelf: 0 },
    { store_id: 78, on_shelf: 1 },
  ]);
  await sql`delete from film.film_availability where store_id = 77`;
  expect(await wrong()).toEqual(right);
});

test('rows that take the place of all others are counted anew, and rentals after that once', async () => {
  start();
  await through();
  await sql.begin(async (tx) => {
    await tx`delete from rental.rental where rental_id % 2 = 0`;
    await tx`update rental.inventory_item set status = 'damaged' where status = 'on_shelf' and inventory_id % 3 = 0`;
    await recordDatasetReplaced(tx, ['rental'], 'imported', clock.now());
  });
  const [copy] = await sql<{ id: number }[]>`
    select inventory_id as id from rental.inventory_item where status = 'on_shelf' order by 1 desc limit 1`;
  await rent(copy!.id);
  await through();
  expect(await wrong()).toEqual(right);
});

test('a film that is gone counts nothing, and what is wrong about a shelf is not hidden', async () => {
  start();
  await through();
  await rental.begin(async (tx) => {
    await recordEvent(tx, rentalRented, { aggregateId: 99_999, occurredAt, payload: { filmId: 99_999 } });
    const gone = { filmId: 99_999, storeId: 1, fromStoreId: 1, from: 'on_shelf', to: 'rented' };
    await recordEvent(tx, copyStatusChanged, { aggregateId: 99_999, occurredAt, payload: gone });
  });
  await through();
  const waiting = await sql`select consumer from film.waiting_event`;
  expect([...waiting]).toEqual([{ consumer: 'film-availability' }]);
  expect(await wrong()).toEqual(right);
});
