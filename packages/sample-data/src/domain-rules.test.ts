import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedSampleData, type SeedSummary } from './seed-sample-data.ts';
import { createTestDatabase, type TestDatabase } from './test-database.fixture.ts';

let database: TestDatabase;
let summary: SeedSummary;

beforeAll(async () => {
  database = await createTestDatabase();
  summary = await seedSampleData(database.sql, { scale: 1, asOf: new Date('2026-03-01') });
});

afterAll(() => database[Symbol.asyncDispose]());

test('scale 1 is the size of Pagila', () => {
  expect(summary.rows).toMatchObject({
    'film.film': 1000,
    'film.actor': 200,
    'film.category': 16,
    'store.store': 2,
    'customer.customer': 600,
    'rental.inventory_item': 4500,
    'rental.rental': 16_000,
    'payment.payment': 16_000,
  });
  expect(summary.rows['customer.city']).toBeGreaterThanOrEqual(60);
  expect(summary.rows['customer.country']).toBeGreaterThanOrEqual(25);
});

/** Each query finds the rows that break the rule. */
const rules: Record<string, string> = {
  'rentals of a copy follow each other, and an open one is the last': `
    select from (
      select return_date, lead(rental_date) over (partition by inventory_id order by rental_date) as next from rental.rental
    ) r where next is not null and (return_date is null or return_date > next)`,
  'a copy is rented if, and only if, it has an open rental': `
    select from rental.inventory_item i
    where (status = 'rented') <> exists (
      select from rental.rental r where r.inventory_id = i.inventory_id and r.return_date is null)`,
  'a rental is of the store of its copy': `
    select from rental.rental r join rental.inventory_item i using (inventory_id) where r.store_id <> i.store_id`,
  'what a rental copied from its film is right': `
    select from rental.rental r
      join rental.inventory_item using (inventory_id)
      join film.film f using (film_id)
    where (r.film_title, r.price_minor, r.currency, r.duration_days)
      is distinct from (f.title, f.rental_rate_minor, f.currency, f.rental_duration_days)`,
  'a film is due at the same local time, as many days later as it may be kept': `
    select from rental.rental r join store.store s using (store_id)
    where r.due_at at time zone time_zone
      <> r.rental_date at time zone time_zone + make_interval(days => r.duration_days)`,
  'the counter is open from 10 to 22': `
    select from rental.rental r join store.store s using (store_id)
    where extract(hour from r.rental_date at time zone time_zone) not between 10 and 21
      or extract(hour from r.return_date at time zone time_zone) not between 10 and 21`,
  'a payment has the customer and the store of its rental': `
    select from payment.payment p join rental.rental r using (rental_id)
    where (p.customer_id, p.store_id, p.currency) <> (r.customer_id, r.store_id, r.currency)`,
  'every rental has one payment': `
    select from rental.rental r full join payment.payment p using (rental_id)
    group by rental_id having count(p.payment_id) <> 1 or count(r.rental_date) <> 1`,
  'a payment is the price of its rental, and a fee if the film came back late': `
    select from payment.payment p join rental.rental r using (rental_id)
    where case
      when r.return_date > r.due_at then p.amount_minor <= r.price_minor or p.payment_date <> r.return_date
      else p.amount_minor <> r.price_minor
    end`,
  'who serves works in the store': `
    select from (
      select staff_id, store_id from rental.rental union all select staff_id, store_id from payment.payment
    ) served join store.staff s using (staff_id) where s.store_id <> served.store_id`,
  'who left serves nobody any more': `
    select from (
      select staff_id, rental_date as at from rental.rental union all select staff_id, payment_date from payment.payment
    ) served join store.staff s using (staff_id) where not s.active and at > s.last_update + interval '14 hours'`,
  'who left rents nothing any more': `
    select from rental.rental join customer.customer c using (customer_id)
    where not c.active and (return_date is null or rental_date > c.last_update + interval '14 hours')`,
  'nobody rents before joining': `
    select from rental.rental r join customer.customer c using (customer_id) join store.store s on s.store_id = r.store_id
    where (r.rental_date at time zone s.time_zone)::date < c.create_date`,
  'nothing is later than the day on which the rows end': `
    select from (
      select rental_date as at from rental.rental
      union all select return_date from rental.rental
      union all select last_update from rental.rental
      union all select payment_date from payment.payment
      union all select last_update from rental.inventory_item
      union all select last_update from customer.customer
      union all select create_date from customer.customer
    ) moments where at > '2026-03-01T00:00:00Z'`,
  'a payment is not before its rental': `
    select from payment.payment join rental.rental using (rental_id) where payment_date < rental_date`,
  'no payment waits for its month to be made': 'select from payment.payment_default',
  'every payment has its key': `
    select from payment.payment p full join payment.payment_key k using (payment_id)
    where p.payment_date is distinct from k.payment_date`,
  'rentals are numbered by their date': `
    select from (select rental_date, lag(rental_date) over (order by rental_id) as former from rental.rental) r
    where rental_date < former`,
  'payments are numbered by their date': `
    select from (select payment_date, lag(payment_date) over (order by payment_id) as former from payment.payment) p
    where payment_date < former`,
  'copies, rentals and their people exist': `
    select from rental.rental r
      left join customer.customer c using (customer_id)
      left join store.staff s using (staff_id)
      left join rental.inventory_item i using (inventory_id)
      left join film.film f using (film_id)
    where c.customer_id is null or s.staff_id is null or f.film_id is null`,
  "every address is somebody's": `
    select from customer.address
    where address_id not in (
      select address_id from customer.customer
      union all select address_id from store.staff
      union all select address_id from store.store)`,
  'a manager works in their store': `
    select from store.store s join store.staff m on m.staff_id = s.manager_staff_id
    where m.store_id <> s.store_id or not m.active`,
  'the zone of a store is one that PostgreSQL knows': `
    select from store.store where time_zone not in (select name from pg_timezone_names)`,
  'titles are unique': 'select from film.film group by title having count(*) > 1',
  'mail goes to nobody': `
    select from (select email from customer.customer union all select email from store.staff) e
    where email !~ '^[a-z0-9.]+@example\\.(com|org)$'`,
  'mailboxes are unique': `
    select from (select email from customer.customer union all select email from store.staff) e
    group by email having count(*) > 1`,
  'every film has actors and a category': `
    select from film.film f
    where not exists (select from film.film_actor a where a.film_id = f.film_id)
      or not exists (select from film.film_category c where c.film_id = f.film_id)`,
  'whoever has a password is active': `
    select from identity.credential c
    where not exists (
      select from customer.customer p where c.principal_kind = 'customer' and p.customer_id = c.principal_id and p.active
    ) and not exists (
      select from store.staff m where c.principal_kind = 'staff' and m.staff_id = c.principal_id and m.active)`,
};

test.each(Object.entries(rules))('%s', async (_rule, query) => {
  const [breaches] = await database.sql.unsafe<{ count: number }[]>(`select count(*)::int from (${query}) breaches`);
  expect(breaches?.count).toBe(0);
});

test.each([
  ['film.film', 'film_id'],
  ['film.actor', 'actor_id'],
  ['film.category', 'category_id'],
  ['film.language', 'language_id'],
  ['customer.country', 'country_id'],
  ['customer.city', 'city_id'],
  ['customer.address', 'address_id'],
  ['customer.customer', 'customer_id'],
  ['store.store', 'store_id'],
  ['store.staff', 'staff_id'],
  ['rental.inventory_item', 'inventory_id'],
  ['rental.rental', 'rental_id'],
  ['payment.payment', 'payment_id'],
])('ids of %s have no gaps, and the next one is free', async (table, column) => {
  const { sql } = database;
  const [ids] = await sql`
    select
      min(${sql(column)})::int as first,
      max(${sql(column)})::int as last,
      count(distinct ${sql(column)})::int as count,
      nextval(pg_get_serial_sequence(${table}, ${column}))::int as next
    from ${sql(table)}`;
  expect(ids).toEqual({ first: 1, last: ids?.['count'], count: ids?.['count'], next: ids?.['count'] + 1 });
});

test('the chain is lifelike', async () => {
  const { sql } = database;
  const [share] = await sql<Record<string, number>[]>`
    select
      (count(*) filter (where return_date is null))::float / count(*) as open,
      (count(*) filter (where return_date is null and due_at < '2026-03-01T00:00:00Z'))::float as overdue,
      (count(*) filter (where return_date > due_at))::float / count(*) as late,
      (count(*) filter (where c.store_id <> r.store_id))::float / count(*) as crossing,
      (count(*) filter (where extract(isodow from rental_date at time zone time_zone) in (5, 6, 7)))::float / count(*) as weekend,
      (count(*) filter (where extract(hour from rental_date at time zone time_zone) >= 17))::float / count(*) as evening
    from rental.rental r
      join customer.customer c using (customer_id)
      join store.store s on s.store_id = r.store_id`;
  expect(share?.['open']).toBeCloseTo(0.01, 2);
  expect(share?.['overdue']).toBeGreaterThan(3);
  expect(share?.['late']).toBeCloseTo(0.08, 1);
  expect(share?.['crossing']).toBeCloseTo(0.1, 1);
  expect(share?.['weekend']).toBeGreaterThan(0.5);
  expect(share?.['evening']).toBeGreaterThan(0.5);
});

test('a tenth of the films has a quarter of the rentals', async () => {
  const [top] = await database.sql<{ share: number }[]>`
    select sum(count)::float / 16000 as share
    from (select count(*) from rental.rental group by film_title order by 1 desc limit 100) popular`;
  expect(top?.share).toBeGreaterThan(0.25);
  expect(top?.share).toBeLessThan(0.6);
});

test('the rows say themselves that they are samples', async () => {
  const marker = await database.sql`select kind, as_of::text, scale from reelhouse.dataset`;
  expect([...marker]).toEqual([{ kind: 'sample', as_of: '2026-03-01', scale: 1 }]);
});
