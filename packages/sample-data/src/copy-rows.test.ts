import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyRows, type CopyValue } from './copy-rows.ts';
import { createTestDatabase, type TestDatabase } from './test-database.fixture.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await sql`create table item (id integer primary key, name text, tags text[], at timestamptz, good boolean)`;
  await sql`create table part (item_id integer references item)`;
});

afterAll(() => database[Symbol.asyncDispose]());

const columns = ['id', 'name', 'tags', 'at', 'good'];

test('values arrive as they were sent', async () => {
  const at = new Date('2026-03-01T10:00:00.123Z');
  const rows: CopyValue[][] = [
    [1, 'tab\tnewline\nreturn\rbackslash\\', ['a b', 'quote"', 'back\\slash', 'comma,'], at, true],
    [2, '\\N', [], at, false],
    [3, null, null, null, null],
  ];
  const sent = await sql.begin((tx) => copyRows(tx, { table: 'item', columns, total: 3, rows }));
  expect(sent).toBe(3);
  expect(await sql`select * from item order by id`.values()).toEqual(rows);
});

test('what is wrong with a row is told, and the connection is good for more', async () => {
  const rows = [[1], [99]];
  const source = { table: 'part', columns: ['item_id'], total: 2, rows };
  // The server finds it only after the last row.
  await expect(sql.begin((tx) => copyRows(tx, source))).rejects.toThrow('foreign key');
  const bad = { table: 'item', columns: ['id'], total: 1, rows: [['no number']] };
  await expect(sql.begin((tx) => copyRows(tx, bad))).rejects.toThrow('invalid input syntax');
  await expect(sql.begin((tx) => copyRows(tx, { ...bad, table: 'no_table' }))).rejects.toThrow('does not exist');
  expect(await sql`select from part`).toHaveLength(0);
});

test('an error of the source is passed on, and nothing is written', async () => {
  const rows = {
    *[Symbol.iterator]() {
      yield [4];
      throw new Error('the well is dry');
    },
  };
  const source = { table: 'item', columns: ['id'], total: 2, rows };
  await expect(sql.begin((tx) => copyRows(tx, source))).rejects.toThrow('the well is dry');
  expect(await sql`select from item where id = 4`).toHaveLength(0);
});

test('no more rows are made than the server takes', async () => {
  let made = 0;
  let most = 0;
  const rows = {
    *[Symbol.iterator](): Generator<number[]> {
      for (made = 1; made <= 200_000; made++) yield [1];
    },
  };
  await sql.begin((tx) =>
    copyRows(tx, { table: 'part', columns: ['item_id'], total: 200_000, rows }, (written) => {
      most = Math.max(most, made - written);
    }),
  );
  expect(await sql`select from part`).toHaveLength(200_000);
  expect(most).toBeLessThan(100_000);
});
