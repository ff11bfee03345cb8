import { currentDataset, seedSampleData } from '@reelhouse/sample-data';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { dumpOf, smallChain } from './small-dump.fixture.ts';
import { createImportTarget, type ImportTarget } from './test-chain.fixture.ts';

let target: ImportTarget;
beforeAll(async () => {
  target = await createImportTarget();
});
beforeEach(async () => {
  await target.import(dumpOf(smallChain()));
});

test('keeps ids and fills in what Pagila does not have', async () => {
  expect(await target.sql`select * from rental.rental order by rental_id`).toMatchObject([
    {
      rental_id: 1,
      rental_date: new Date('2005-05-24T22:53:30Z'),
      inventory_id: 1,
      customer_id: 1,
      staff_id: 1,
      store_id: 1,
      due_at: new Date('2005-05-30T22:53:30Z'),
      return_date: new Date('2005-05-26T22:04:30Z'),
      price_minor: 99,
      currency: 'USD',
      duration_days: 6,
      film_title: 'ACADEMY DINOSAUR',
    },
    { rental_id: 2, rental_date: new Date('2005-05-25T10:00:00.500Z'), store_id: 1 },
    { rental_id: 3, return_date: null, store_id: 2 },
  ]);
  expect(await target.sql`select inventory_id, status from rental.inventory_item order by 1`).toEqual([
    { inventory_id: 1, status: 'on_shelf' },
    { inventory_id: 2, status: 'rented' },
    { inventory_id: 3, status: 'on_shelf' },
  ]);
});

test('notes how often films were rented, and tells once that all rows were replaced', async () => {
  expect(await target.sql`select film_id, rentals from film.film_popularity order by film_id`).toEqual(
    await target.sql`
      select film_id, count(rental_id)::integer as rentals
      from film.film left join rental.inventory_item using (film_id) left join rental.rental using (inventory_id)
      group by film_id order by film_id`,
  );
  // The import before each test replaces the rows of the one before it, and tells so again.
  const [first] = await target.sql`select max(outbox_id) as id from rental.outbox`;
  await target.import(dumpOf(smallChain()));
  const told = await target.sql`select subject, payload from rental.outbox where outbox_id > ${first?.['id']}`;
  expect([...told]).toEqual([{ subject: 'rental.dataset.replaced', payload: { kind: 'imported' } }]);
  expect(
    await target.sql`select from rental.rental where return_date is null and overdue_told_at is null`,
  ).toHaveLength(0);
});

test('keeps films as they are', async () => {
  expect(await target.sql`select * from film.film order by film_id`).toMatchObject([
    {
      title: 'ACADEMY DINOSAUR',
      description: 'A tab\there; a back\\slash,\n(a "new" line)',
      release_year: 2006,
      original_language_id: 2,
      rental_duration_days: 6,
      rental_rate_minor: 99,
      length_minutes: 86,
      replacement_cost_minor: 2099,
      rating: 'PG-13',
      special_features: ['Trailers', 'Behind the Scenes'],
    },
    { description: null, release_year: null, length_minutes: null, rating: null, special_features: [] },
  ]);
  expect(await target.sql`select name from film.language order by language_id`).toEqual([
    { name: 'English' },
    { name: 'Italian' },
  ]);
});

test('keeps payments as they are, in the store of the rental or of who took them', async () => {
  expect(
    await target.sql`
      select payment_id, customer_id, rental_id, store_id, amount_minor, payment_date, tableoid::regclass::text as partition
      from payment.payment order by payment_id`,
  ).toEqual([
    {
      payment_id: 1,
      customer_id: 1,
      rental_id: 1,
      store_id: 1,
      amount_minor: 299,
      payment_date: new Date('2005-05-24T22:53:30Z'),
      partition: 'payment.payment_2005_05',
    },
    {
      payment_id: 2,
      customer_id: 1,
      rental_id: 3,
      store_id: 2,
      amount_minor: 0,
      payment_date: new Date('2006-02-14T15:16:03.250Z'),
      partition: 'payment.payment_2006_02',
    },
    {
      payment_id: 3,
      customer_id: 2,
      rental_id: null,
      store_id: 2,
      amount_minor: 1198,
      payment_date: new Date('2005-08-01T00:00:00Z'),
      partition: 'payment.payment_2005_08',
    },
  ]);
});

test('a customer is active if both columns say so', async () => {
  expect(await target.sql`select customer_id, active, create_date from customer.customer order by 1`).toEqual([
    { customer_id: 1, active: true, create_date: '2006-02-14' },
    { customer_id: 2, active: false, create_date: '2006-02-14' },
  ]);
});

test('pictures are bytes', async () => {
  const [row] = await target.sql<{ picture: Buffer }[]>`select picture from store.staff where staff_id = 1`;
  expect(row?.picture.toString('latin1')).toBe('\x89PNG\r\n');
});

test('ids go on behind the last one', async () => {
  expect(await target.sql`insert into film.actor (first_name, last_name) values ('A', 'B') returning actor_id`).toEqual(
    [{ actor_id: 3 }],
  );
  expect(await target.sql`select nextval('payment.payment_id_seq')::integer as id`).toEqual([{ id: 4 }]);
});

test('times without a zone are read in the zone that is told, also across a change of the clocks', async () => {
  const chain = smallChain();
  // Six days later summer time is over in Berlin.
  chain.rental.rows[0]![1] = '2005-10-27 20:00:00';
  chain.rental.rows[0]![4] = '2005-10-28 20:00:00+00';
  await target.import(dumpOf(chain), { timeZone: 'Europe/Berlin' });
  expect(await target.sql`select rental_date, due_at, return_date from rental.rental where rental_id = 1`).toEqual([
    {
      rental_date: new Date('2005-10-27T18:00:00Z'),
      due_at: new Date('2005-11-02T19:00:00Z'),
      return_date: new Date('2005-10-28T20:00:00Z'),
    },
  ]);
  expect(await target.sql`select distinct time_zone from store.store`).toEqual([{ time_zone: 'Europe/Berlin' }]);
});

test.each([
  ['8cb2237d0679ca88db6464eac60da96345513964', 'sha1'],
  ['$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy', 'bcrypt'],
])('the password hash %s is taken as %s', async (hash, algorithm) => {
  const chain = smallChain();
  chain.staff.rows[1]![8] = hash;
  await target.import(dumpOf(chain));
  expect(await target.sql`select * from identity.credential where principal_id = 2`).toMatchObject([
    { principal_kind: 'staff', algorithm, password_hash: hash },
  ]);
});

test('a password in another form is not taken, and that is told without it', async () => {
  const chain = smallChain();
  chain.staff.rows[1]![8] = 'swordfish';
  const summary = await target.import(dumpOf(chain));
  expect(summary.withoutPassword).toEqual([{ staffId: 2, line: expect.any(Number) as number }]);
  expect(JSON.stringify(summary)).not.toContain('swordfish');
  expect(await target.sql`select principal_id from identity.credential`).toEqual([{ principal_id: 1 }]);
});

test('says how many rows of each table were read and written', async () => {
  const { tables, leftOut } = await target.import(dumpOf(smallChain()));
  expect(tables.find(({ table }) => table === 'rental')).toEqual({ table: 'rental', read: 3, written: 3, leftOut: 0 });
  expect(tables).toHaveLength(15);
  expect(leftOut).toEqual([]);
});

test('sample rows are replaced without being told, real rows only when told', async () => {
  await seedSampleData(target.sql, { scale: 0.01, asOf: new Date('2026-03-01'), replace: 'anything' });
  await target.import(dumpOf(smallChain()), { replace: false });
  expect(await currentDataset(target.sql)).toMatchObject({ kind: 'imported' });
  const before = await target.contents();
  const other = smallChain();
  other.film.rows[0]![1] = 'OTHER';
  await expect(target.import(dumpOf(other), { replace: false })).rejects.toMatchObject({ name: 'DatasetRefused' });
  expect(await target.contents()).toEqual(before);
  await target.import(dumpOf(other));
  expect(await target.sql`select title from film.film where film_id = 1`).toEqual([{ title: 'OTHER' }]);
});

test('a dump may be larger than what is kept in memory of it', async () => {
  const chain = smallChain();
  const rows = Array.from({ length: 30_000 }, (_, i) => [`${i + 10}`, '2', '1', null, '1.01', '2005-05-24 22:53:30']);
  chain.payment.rows.push(...rows);
  const { tables } = await target.import(dumpOf(chain));
  expect(tables.find(({ table }) => table === 'payment')).toMatchObject({ read: 30_003, written: 30_003 });
  expect(await target.sql`select sum(amount_minor)::integer as sum from payment.payment`).toEqual([
    { sum: 30_000 * 101 + 1497 },
  ]);
});
