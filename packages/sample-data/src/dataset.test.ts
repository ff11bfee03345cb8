import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { advanceSequences, clearDataset, currentDataset, describeRows, markDataset } from './dataset.ts';
import { createTestDatabase, type TestDatabase } from './test-database.fixture.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});

beforeEach(() => sql.begin(clearDataset));

afterAll(() => database[Symbol.asyncDispose]());

test('a new database is empty', async () => {
  expect(await describeRows(sql)).toBe('empty');
  expect(await currentDataset(sql)).toBeUndefined();
});

test('rows that nobody marked are real', async () => {
  await sql`insert into customer.country (name) values ('Iceland')`;
  expect(await describeRows(sql)).toBe('real');
});

test.each([
  ['sample', 'sample'],
  ['imported', 'real'],
] as const)('rows that are marked as %s are %s, also when more are added', async (kind, description) => {
  await sql.begin((tx) => markDataset(tx, { kind }));
  await sql`insert into film.category (name) values ('Western')`;
  expect(await describeRows(sql)).toBe(description);
});

test('the last mark stands, with what it says about the rows', async () => {
  await sql.begin((tx) => markDataset(tx, { kind: 'imported' }));
  await sql.begin((tx) => markDataset(tx, { kind: 'sample', asOf: '2026-03-01', scale: 2.5 }));
  expect(await currentDataset(sql)).toEqual({
    kind: 'sample',
    asOf: '2026-03-01',
    scale: 2.5,
    loadedAt: expect.any(Date),
  });
});

test('no role but the owner reads the mark', async () => {
  await sql.begin((tx) => markDataset(tx, { kind: 'sample' }));
  const roles = await sql`
    select rolname from pg_roles
    where starts_with(rolname, current_database() || '_') and has_schema_privilege(oid, 'reelhouse', 'usage')`;
  expect([...roles]).toEqual([]);
});

test('a cleared database has no rows and no mark, and counts from 1 again', async () => {
  await sql.begin((tx) => markDataset(tx, { kind: 'sample' }));
  await sql`insert into rental.inventory_item (film_id, store_id) values (1, 1)`;
  await sql`
    insert into payment.payment (customer_id, staff_id, store_id, amount_minor, payment_date) values (1, 1, 1, 499, now())`;
  await sql.begin(clearDataset);
  expect(await describeRows(sql)).toBe('empty');
  expect(await currentDataset(sql)).toBeUndefined();
  const [item] = await sql`insert into rental.inventory_item (film_id, store_id) values (1, 1) returning inventory_id`;
  const [payment] = await sql`
    insert into payment.payment (customer_id, staff_id, store_id, amount_minor, payment_date) values (1, 1, 1, 499, now())
    returning payment_id`;
  expect([item, payment]).toEqual([{ inventory_id: 1 }, { payment_id: 1 }]);
});

test('ids go on behind those that came with the rows', async () => {
  await sql`insert into film.category (category_id, name) values (41, 'Western')`;
  await sql.begin(advanceSequences);
  const [category] = await sql`insert into film.category (name) values ('Noir') returning category_id`;
  const [language] = await sql`insert into film.language (name) values ('Latin') returning language_id`;
  expect([category, language]).toEqual([{ category_id: 42 }, { language_id: 1 }]);
});
