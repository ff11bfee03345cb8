import { beforeAll, describe, expect, test } from 'vitest';
import { dumpOf, smallChain, type Value } from './small-dump.fixture.ts';
import type { PagilaTableName } from './tables/pagila-table.ts';
import { createImportTarget, type ImportTarget } from './test-chain.fixture.ts';

let target: ImportTarget;
let before: Record<string, string[]>;
beforeAll(async () => {
  target = await createImportTarget();
  await target.import(dumpOf(smallChain()));
  before = await target.contents();
});

/** A dump in which one value is another, and the line that it is on. */
function dumpWith(table: PagilaTableName, row: number, column: string, value: Value) {
  const chain = smallChain();
  const { columns, rows } = chain[table];
  rows[row]![columns.indexOf(column)] = value;
  const dump = dumpOf(chain);
  const header = dump.split('\n').findIndex((line) => line.startsWith(`COPY ${table} `)) + 1;
  return { dump, line: header + 1 + row };
}

const tooLong = 'x'.repeat(101);

describe('a row that breaks a rule is refused with its line and the reason, or left out', () => {
  test.each<[PagilaTableName, number, string, Value, string]>([
    ['language', 1, 'name', '      ', 'name is empty'],
    ['language', 1, 'language_id', '1', 'its language_id is there already (line 2)'],
    ['actor', 1, 'actor_id', '0', 'actor_id is less than 1: 0'],
    ['actor', 1, 'actor_id', '2147483648', 'actor_id is more than 2147483647: 2147483648'],
    ['actor', 1, 'actor_id', 'two', 'actor_id is not a whole number: "two"'],
    ['actor', 1, 'actor_id', null, 'actor_id is missing'],
    ['actor', 1, 'last_name', null, 'last_name is missing'],
    ['actor', 1, 'last_name', tooLong, 'last_name is 101 characters long; the limit is 100'],
    ['actor', 1, 'last_update', '2006-02-30 00:00:00', 'last_update is not a time: "2006-02-30 00:00:00"'],
    ['film', 1, 'language_id', '9', 'language_id 9 is not in the dump'],
    ['film', 1, 'original_language_id', '9', 'original_language_id 9 is not in the dump'],
    ['film', 1, 'rating', 'X', 'rating is not one of G, PG, PG-13, R, NC-17: "X"'],
    ['film', 1, 'special_features', '{Trailers,Jokes}', 'special_features is not a list of'],
    ['film', 1, 'release_year', '1800', 'release_year is less than 1888: 1800'],
    ['film', 1, 'length', '0', 'length is less than 1: 0'],
    ['film', 1, 'rental_duration', '-1', 'rental_duration is less than 1: -1'],
    ['film', 1, 'rental_rate', '-0.01', 'rental_rate is negative: -0.01'],
    ['film', 1, 'rental_rate', '0.999', 'rental_rate is not an amount with at most 2 decimals: "0.999"'],
    ['film', 1, 'rental_rate', 'NaN', 'rental_rate is not an amount'],
    ['film', 1, 'replacement_cost', '21474836.48', 'replacement_cost is too large: 21474836.48'],
    ['film_actor', 1, 'actor_id', '9', 'actor_id 9 is not in the dump'],
    ['film_actor', 2, 'film_id', '1', 'its film_id and actor_id is there already'],
    ['staff', 1, 'username', 'MIKE', 'its user name is taken'],
    ['staff', 1, 'active', 'maybe', 'active is neither true nor false'],
    ['staff', 1, 'picture', '\\x8', 'picture is not bytes in the form that PostgreSQL writes'],
    ['store', 1, 'manager_staff_id', '1', 'its manager manages another store'],
    ['customer', 1, 'create_date', '14.02.2006', 'create_date is not a day: "14.02.2006"'],
    ['customer', 1, 'address_id', '7', 'address_id 7 is not in the dump'],
    ['rental', 0, 'return_date', '2005-05-24 22:53:29', 'it was returned before it was rented'],
    ['rental', 1, 'rental_date', 'infinity', 'rental_date is not a time: "infinity"'],
    ['payment', 0, 'amount', '-1.00', 'amount is negative: -1.00'],
    ['payment', 0, 'rental_id', '77', 'rental_id 77 is not in the dump'],
    ['payment', 1, 'payment_id', '1', 'its payment_id is there already'],
  ])('%s row %i: %s = %j', async (table, row, column, value, reason) => {
    const { dump, line } = dumpWith(table, row, column, value);
    const error = (await target.import(dump).catch((caught: unknown) => caught)) as Error;
    const refusal = `${error.name} ${error.message}`;
    expect(refusal).toMatch(/^ImportRefused \d+ rows? breaks? a rule; nothing was imported\n/);
    expect(refusal).toContain(`line ${line}, ${table}`);
    expect(refusal).toContain(reason);
    expect(await target.contents()).toEqual(before);

    const { leftOut, tables } = await target.import(dump, { skipInvalid: true });
    expect(leftOut).toContainEqual({
      table,
      line,
      id: expect.any(String) as string,
      reason: expect.stringContaining(reason) as string,
    });
    expect(tables.find((summary) => summary.table === table)).toMatchObject({ leftOut: expect.any(Number) as number });
    await target.import(dumpOf(smallChain()));
  });
});

test('two open rentals of one copy are one too many', async () => {
  const chain = smallChain();
  chain.rental.rows.push(['9', '2006-03-01 00:00:00', '2', '1', null, '1', '2006-03-01 00:00:00']);
  const { leftOut } = await target.import(dumpOf(chain), { skipInvalid: true });
  expect(leftOut).toMatchObject([
    {
      table: 'rental',
      id: '9',
      reason: expect.stringMatching(/^its copy is in another open rental \(line \d+\)$/) as string,
    },
  ]);
});

test('a customer rents a copy once at a time', async () => {
  const chain = smallChain();
  chain.rental.rows.push(['9', '2005-05-24 22:53:30+00', '1', '1', '2005-05-24 23:53:30', '1', '2006-03-01 00:00:00']);
  const { leftOut } = await target.import(dumpOf(chain), { skipInvalid: true });
  expect(leftOut).toMatchObject([{ id: '9', reason: expect.stringContaining('at the same time') as string }]);
});

test('what refers to a row that is left out is left out, too, with the reason', async () => {
  const { dump } = dumpWith('film', 0, 'rental_rate', 'free');
  const { leftOut, tables } = await target.import(dump, { skipInvalid: true });
  expect(leftOut.map(({ table, id, reason }) => `${table} ${id}: ${reason}`)).toEqual([
    'film 1: rental_rate is not an amount with at most 2 decimals: "free"',
    'film_actor 1, 1: film_id 1 is left out',
    'film_actor 1, 2: film_id 1 is left out',
    'film_category 1, 1: film_id 1 is left out',
    'inventory 1: film_id 1 is left out',
    'inventory 2: film_id 1 is left out',
    'rental 1: inventory_id 1 is left out',
    'rental 2: inventory_id 1 is left out',
    'rental 3: inventory_id 2 is left out',
    'payment 1: rental_id 1 is left out',
    'payment 2: rental_id 3 is left out',
  ]);
  expect(tables.find(({ table }) => table === 'payment')).toEqual({
    table: 'payment',
    read: 3,
    written: 1,
    leftOut: 2,
  });
  expect(await target.sql`select payment_id from payment.payment`).toEqual([{ payment_id: 3 }]);
});

test('a store and its manager go together, whichever is wrong', async () => {
  const { dump } = dumpWith('store', 1, 'address_id', '77');
  const { leftOut } = await target.import(dump, { skipInvalid: true });
  const reasons = leftOut.map(({ table, id, reason }) => `${table} ${id}: ${reason}`);
  expect(reasons).toContain('store 2: address_id 77 is not in the dump');
  expect(reasons).toContain('staff 2: store_id 2 is left out');
  expect(await target.sql`select store_id from store.store`).toEqual([{ store_id: 1 }]);
  expect(await target.sql`select staff_id from store.staff`).toEqual([{ staff_id: 1 }]);
});

test('what hangs together by many references is left out to the last', async () => {
  const chain = smallChain();
  // Each store is managed by somebody who works in the one before.
  for (let i = 3; i < 8; i += 1) {
    chain.store.rows.push([`${i}`, `${i}`, '1', null]);
    chain.staff.rows.push([`${i}`, 'A', 'B', '1', null, `${i - 1}`, 't', `user${i}`, null, null, null]);
  }
  chain.store.rows[1]![2] = '77';
  await target.import(dumpOf(chain), { skipInvalid: true });
  expect(await target.sql`select store_id from store.store`).toEqual([{ store_id: 1 }]);
  expect(await target.sql`select staff_id from store.staff`).toEqual([{ staff_id: 1 }]);
});

test('a row with too few or too many values is told', async () => {
  const dump = dumpOf(smallChain()).replace('1\tAction\t', '1\tAc\ttion\t');
  await expect(target.import(dump)).rejects.toThrow(/category: it has 4 values, not 3$/m);
});

test('an INSERT with an expression is told', async () => {
  const dump = `${dumpOf(smallChain())}INSERT INTO category VALUES (2, 'Drama', now());\n`;
  await expect(target.import(dump)).rejects.toThrow(/category 2: value 3 cannot be read/);
});

test('the first twenty are told, and how many more there are', async () => {
  const chain = smallChain();
  for (let i = 10; i < 40; i += 1) chain.actor.rows.push([`${i}`, '', 'X', null]);
  const { message } = (await target.import(dumpOf(chain)).catch((error: unknown) => error)) as Error;
  expect(message.split('\n')).toHaveLength(22);
  expect(message).toMatch(/^30 rows break a rule/);
  expect(message).toMatch(/and 10 more$/);
});

test('what is told of staff quotes no value, because it might be a password', async () => {
  const chain = smallChain();
  chain.staff.rows[0]![chain.staff.columns.indexOf('store_id')] = 'swordfish';
  const { message } = (await target.import(dumpOf(chain)).catch((error: unknown) => error)) as Error;
  expect(message).toMatch(/staff 1: store_id is not a whole number$/m);
});
