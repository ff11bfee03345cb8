import { createSampleDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditStock } from './store/audit.ts';

const database = await createSampleDatabase();
const { sql } = database;
const differences = async () => (await auditStock(sql)).differences;

test('the stock of the sample rows is in order', async () => {
  const { copies, movements, openRentals } = await auditStock(sql);
  expect({ copies, movements }).toEqual({ copies: 4500, movements: 4500 });
  expect(openRentals).toBeGreaterThan(100);
  expect(await differences()).toEqual([]);
});

test.each(['update', 'copy'])('a change that nobody tells of has its movement: by %s', async (how) => {
  if (how === 'update') await sql`update rental.inventory_item set status = 'damaged' where inventory_id in (1, 2)`;
  else
    await sql`insert into rental.inventory_item (film_id, store_id, status) select 1, 2, 'on_shelf' from generate_series(1, 3)`;
  expect(await differences()).toEqual([]);
  const [last] = await sql`select reason from rental.stock_movement order by movement_id desc limit 1`;
  expect(last).toEqual({ reason: how === 'update' ? 'changed' : 'added' });
});

test('what one statement says of its movements is not said of those of another transaction', async () => {
  const rental = database.connectAs('rental', { connections: 1 });
  await rental.begin(async (tx) => {
    await tx`select set_config('rental.movement', '{"reason": "sent", "staffId": 7}', true)`;
    await tx`update inventory_item set status = 'damaged' where inventory_id = 11`;
  });
  await rental`update inventory_item set status = 'lost' where inventory_id = 11`;
  const rows = await sql`
    select reason, staff_id from rental.stock_movement where inventory_id = 11 order by movement_id desc limit 2`;
  expect([...rows]).toEqual([
    { reason: 'changed', staff_id: null },
    { reason: 'sent', staff_id: 7 },
  ]);
});

describe('behind the back of the table', () => {
  const triggers = (state: 'enable' | 'disable') =>
    sql.unsafe(`alter table rental.inventory_item ${state} trigger user`);

  beforeEach(() => triggers('disable'));
  afterEach(async () => {
    await triggers('enable');
    expect(await differences()).toEqual([]);
  });

  test('a status that was changed is found, with its film and store', async () => {
    const [copy] = await sql`select film_id, store_id from rental.inventory_item where inventory_id = 20`;
    await sql`update rental.inventory_item set status = 'retired' where inventory_id = 20`;
    const found = await differences();
    expect(found.map(({ rule, count }) => [rule, count]).sort()).toEqual([
      ['adds up', 2],
      ['ends at the copy', 1],
    ]);
    const examples = found.flatMap((difference) => difference.examples);
    expect(examples).toContainEqual(
      expect.stringMatching(/^copy 20 is retired of store \d+, but its last movement ended/),
    );
    expect(examples).toContainEqual(
      expect.stringContaining(`film ${copy!['film_id']} in store ${copy!['store_id']}, retired: `),
    );
    await sql`update rental.inventory_item set status = 'on_shelf' where inventory_id = 20`;
  });

  test('a copy that came from nowhere, and one that went there', async () => {
    const [copy] =
      await sql`insert into rental.inventory_item (film_id, store_id) values (1, 9) returning inventory_id as id`;
    const rules = async () => (await differences()).map(({ rule }) => rule).sort();
    expect(await rules()).toEqual(['adds up', 'ends at the copy']);
    await sql`delete from rental.inventory_item where inventory_id = ${copy!['id']}`;
    await sql`
      insert into rental.stock_movement (inventory_id, film_id, to_store_id, to_status, moved_at, reason)
      values (${copy!['id']}, 1, 9, 'on_shelf', now(), 'added')`;
    expect(await rules()).toEqual(['adds up', 'copy is there']);
    await sql`delete from rental.stock_movement where inventory_id = ${copy!['id']}`;
  });

  test('a movement that is missing or does not follow', async () => {
    const add = (from: string | null, to: string) => sql`
      insert into rental.stock_movement (
        inventory_id, film_id, from_store_id, to_store_id, from_status, to_status, moved_at, reason
      ) select inventory_id, film_id, ${from && 1}::integer, store_id, ${from}::rental.copy_status,
        ${to}::rental.copy_status, now(), 'test'
      from rental.inventory_item where inventory_id = 30`;
    await add('lost', 'on_shelf');
    expect((await differences()).map(({ rule }) => rule)).toContain('no gaps');
    await sql`delete from rental.stock_movement where inventory_id = 30 and reason = 'test'`;
    await add(null, 'on_shelf');
    expect((await differences()).map(({ rule }) => rule)).toContain('first movement');
    await sql`delete from rental.stock_movement where inventory_id = 30 and reason = 'test'`;
  });
});

test.each(['on_shelf', 'in_transit', 'damaged'])('a copy that has an open rental is not %s', async (status) => {
  const [copy] = await sql`select min(inventory_id) as id from rental.inventory_item where status = 'rented'`;
  await sql`update rental.inventory_item set status = ${status} where inventory_id = ${copy!['id']}`;
  expect(await differences()).toEqual([
    {
      rule: 'status fits rentals',
      count: 1,
      examples: [`copy ${copy!['id']} is ${status} and has 1 open rentals`],
    },
  ]);
  await sql`update rental.inventory_item set status = 'rented' where inventory_id = ${copy!['id']}`;
});

test('a copy that has no open rental is not rented', async () => {
  await sql`update rental.inventory_item set status = 'rented' where inventory_id = 40`;
  expect(await differences()).toMatchObject([{ rule: 'status fits rentals', count: 1 }]);
  await sql`update rental.inventory_item set status = 'on_shelf' where inventory_id = 40`;
});
