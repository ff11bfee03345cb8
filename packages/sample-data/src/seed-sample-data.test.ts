import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DatasetRefused } from './dataset-refused.ts';
import { clearDataset, describeRows, markDataset } from './dataset.ts';
import { seedSampleData, type SampleDataOptions, type SeedProgress } from './seed-sample-data.ts';
import { createTestDatabase, type TestDatabase } from './test-database.fixture.ts';

const small = { scale: 0.02, asOf: new Date('2026-03-01') };

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});

beforeEach(() => sql.begin(clearDataset));

afterAll(() => database[Symbol.asyncDispose]());

/** A digest of all rows of all tables. */
async function digest(tables: readonly string[]): Promise<Record<string, unknown>> {
  const digests: Record<string, unknown> = {};
  for (const table of tables) {
    const [row] = await sql`select md5(string_agg(t::text, chr(10) order by t::text)) as digest from ${sql(table)} t`;
    digests[table] = row?.['digest'];
  }
  return digests;
}

describe('the rows', () => {
  test('depend on seed, scale and day, and on nothing else', async () => {
    const { rows } = await seedSampleData(sql, small);
    const first = await digest(Object.keys(rows));
    async function reseed(change: Partial<SampleDataOptions>) {
      await seedSampleData(sql, { ...small, ...change, replace: 'sample' });
      return digest(Object.keys(rows));
    }
    expect(await reseed({ asOf: new Date('2026-03-01T23:59:59Z') })).toEqual(first);
    for (const change of [{ seed: 2 }, { scale: 0.03 }, { asOf: new Date('2026-03-02') }]) {
      expect((await reseed(change))['rental.rental']).not.toEqual(first['rental.rental']);
    }
  });

  test.each([0.01, 0.5, 3])('fit together at scale %d', async (scale) => {
    const { rows } = await seedSampleData(sql, { ...small, scale });
    expect(rows).toMatchObject({ 'rental.rental': 16_000 * scale, 'payment.payment': 16_000 * scale });
    expect(rows['store.store']).toBe(Math.max(2, scale));
  });

  test.each([0, -1, 1001, Number.NaN, Number.POSITIVE_INFINITY])('are not made at scale %d', async (scale) => {
    await expect(seedSampleData(sql, { ...small, scale })).rejects.toThrow(RangeError);
  });
});

test('progress goes from nothing to all, table by table', async () => {
  const seen: SeedProgress[] = [];
  const { rows } = await seedSampleData(sql, { ...small, onProgress: (progress) => seen.push(progress) });
  expect(seen.map(({ overall }) => overall)).toEqual(seen.map(({ overall }) => overall).toSorted((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ table: 'payment.payment', written: 320, total: 320, overall: 1 });
  expect([...new Set(seen.map(({ table }) => table))]).toEqual(Object.keys(rows));
});

describe('rows that are there already', () => {
  test('are not replaced unless told to', async () => {
    await seedSampleData(sql, small);
    await expect(seedSampleData(sql, small)).rejects.toThrow(DatasetRefused);
    await expect(seedSampleData(sql, { ...small, replace: 'sample' })).resolves.toBeDefined();
  });

  test('are kept if they are real, unless anything may be replaced', async () => {
    await sql`insert into film.language (name) values ('Latin')`;
    await expect(seedSampleData(sql, { ...small, replace: 'sample' })).rejects.toThrow('real rows');
    expect(await sql`select from film.language`).toHaveLength(1);
    await seedSampleData(sql, { ...small, replace: 'anything' });
    expect(await describeRows(sql)).toBe('sample');
  });

  test('are real if they were imported', async () => {
    await seedSampleData(sql, small);
    await sql.begin((tx) => markDataset(tx, { kind: 'imported' }));
    await expect(seedSampleData(sql, { ...small, replace: 'sample' })).rejects.toThrow('real rows');
  });

  test('stay if the new ones cannot be written to the end', async () => {
    const { rows } = await seedSampleData(sql, small);
    const before = await digest(Object.keys(rows));
    const attempt = seedSampleData(sql, {
      ...small,
      seed: 2,
      replace: 'sample',
      onProgress({ table }) {
        if (table === 'rental.rental') throw new Error('out of patience');
      },
    });
    await expect(attempt).rejects.toThrow('out of patience');
    expect(await digest(Object.keys(rows))).toEqual(before);
  });
});

test('of two that fill a database at once, one does and the other is refused', async () => {
  const results = await Promise.allSettled([seedSampleData(sql, small), seedSampleData(sql, { ...small, seed: 2 })]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'DatasetRefused' } });
});
