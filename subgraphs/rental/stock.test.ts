import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDesk } from './desk.fixture.ts';

const database = await createSampleDatabase();
const { send, clock } = openDesk(database);
const { sql } = database;
await sql`update store.staff set store_id = 1, active = true where staff_id = 1`;
await sql`update store.staff set store_id = 2, active = true where staff_id = 2`;
await sql`update store.staff set store_id = 1, active = false where staff_id = 3`;

beforeEach(() => clock.advance(60));

const refusal = (code: string, field: string) => ({ code, path: ['input', field] });

async function copyWith(condition: string): Promise<string> {
  const [row] = await sql.unsafe<{ id: number }[]>(
    `select inventory_id as id from rental.inventory_item where ${condition} order by inventory_id limit 1`,
  );
  return String(row!.id);
}

describe('addCopies', () => {
  const input = { staffId: '1', storeId: '1', filmId: '7', count: 3 };

  test('puts new copies on the shelf, each with its first movement and its event', async () => {
    const { copies, userErrors } = await send('addCopies', input);
    expect(userErrors).toEqual([]);
    const ids = copies!.map(({ id }) => Number(id));
    expect(copies).toMatchObject(ids.map(() => ({ status: 'ON_SHELF', store: { id: '1' } })));
    expect(
      await sql`
        select inventory_id, film_id, to_store_id, from_status, to_status, reason, staff_id, moved_at
        from rental.stock_movement where inventory_id = any(${ids}) order by movement_id`,
    ).toEqual(
      ids.map((id) => ({
        inventory_id: id,
        film_id: 7,
        to_store_id: 1,
        from_status: null,
        to_status: 'on_shelf',
        reason: 'added',
        staff_id: 1,
        moved_at: clock.now(),
      })),
    );
    const events = await sql<{ payload: unknown }[]>`
      select payload from rental.outbox where subject = 'rental.copy.added' order by outbox_id`;
    expect(events.map(({ payload }) => payload)).toEqual(
      ids.map((copyId) => ({ copyId, filmId: 7, storeId: 1, status: 'on_shelf', at: clock.now().toISOString() })),
    );
  });

  test('is done once for its key', async () => {
    const call = { ...input, idempotencyKey: randomUUID() };
    expect(await send('addCopies', call)).toEqual(await send('addCopies', call));
  });

  test.each<[string, Record<string, unknown>, ReturnType<typeof refusal>[]]>([
    ['an unknown film', { filmId: '999999' }, [refusal('FILM_NOT_FOUND', 'filmId')]],
    ['an unknown store', { storeId: '999999' }, [refusal('STORE_NOT_FOUND', 'storeId')]],
    ['another store', { storeId: '2' }, [refusal('OTHER_STORE', 'storeId')]],
    ['staff who left', { staffId: '3' }, [refusal('STAFF_INACTIVE', 'staffId')]],
    [
      'everything at once',
      { staffId: 'x', filmId: 'x', storeId: 'x' },
      [
        refusal('STAFF_NOT_FOUND', 'staffId'),
        refusal('FILM_NOT_FOUND', 'filmId'),
        refusal('STORE_NOT_FOUND', 'storeId'),
      ],
    ],
  ])('%s is refused', async (_, other, expected) => {
    const { copies, userErrors } = await send('addCopies', { ...input, ...other });
    expect(copies).toBeNull();
    expect(userErrors).toMatchObject(expected);
    expect(userErrors).toHaveLength(expected.length);
  });

  test.each([0, -1, 101])('%i copies are bad input', async (count) => {
    await expect(send('addCopies', { ...input, count })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'input.count' },
    });
  });
});

describe('a transfer', () => {
  test('goes from shelf to shelf, and the copy belongs to the sender until it has arrived', async () => {
    const copyId = await copyWith(`status = 'on_shelf' and store_id = 1`);
    const sent = await send('transferCopy', { staffId: '1', copyId, toStoreId: '2' });
    expect(sent).toMatchObject({
      copy: { id: copyId, status: 'IN_TRANSIT', store: { id: '1' }, destination: { id: '2' } },
      userErrors: [],
    });
    const early = await send('receiveCopy', { staffId: '1', copyId });
    expect(early.userErrors).toMatchObject([refusal('OTHER_STORE', 'copyId')]);
    expect(await send('receiveCopy', { staffId: '2', copyId })).toMatchObject({
      copy: { id: copyId, status: 'ON_SHELF', store: { id: '2' }, destination: null },
      userErrors: [],
    });
    const late = await send('receiveCopy', { staffId: '2', copyId });
    expect(late.userErrors).toMatchObject([refusal('COPY_NOT_IN_TRANSIT', 'copyId')]);
    expect(
      await sql`
        select from_store_id, to_store_id, from_status, to_status, reason from rental.stock_movement
        where inventory_id = ${copyId} and from_status is not null order by movement_id`,
    ).toEqual([
      { from_store_id: 1, to_store_id: 1, from_status: 'on_shelf', to_status: 'in_transit', reason: 'sent' },
      { from_store_id: 1, to_store_id: 2, from_status: 'in_transit', to_status: 'on_shelf', reason: 'received' },
    ]);
    const events = await sql<{ payload: object }[]>`
      select payload from rental.outbox where aggregate_type = 'copy' and aggregate_id = ${copyId} order by outbox_id`;
    expect(events.map(({ payload }) => payload)).toMatchObject([
      { fromStoreId: 1, storeId: 1, from: 'on_shelf', to: 'in_transit' },
      { fromStoreId: 1, storeId: 2, from: 'in_transit', to: 'on_shelf' },
    ]);
  });

  test.each<[string, string, Record<string, unknown>, ReturnType<typeof refusal>[]]>([
    ['of a copy that is out', `status = 'rented' and store_id = 1`, {}, [refusal('COPY_NOT_ON_SHELF', 'copyId')]],
    [
      'of a copy of another store',
      `status = 'on_shelf' and store_id = 2`,
      { toStoreId: '1' },
      [refusal('OTHER_STORE', 'copyId')],
    ],
    [
      'to the same store',
      `status = 'on_shelf' and store_id = 1`,
      { toStoreId: '1' },
      [refusal('SAME_STORE', 'toStoreId')],
    ],
    [
      'to an unknown store',
      `status = 'on_shelf' and store_id = 1`,
      { toStoreId: '9999' },
      [refusal('STORE_NOT_FOUND', 'toStoreId')],
    ],
    [
      'by staff who left',
      `status = 'on_shelf' and store_id = 1`,
      { staffId: '3' },
      [refusal('STAFF_INACTIVE', 'staffId')],
    ],
    [
      'of nothing, to nowhere, by nobody',
      'true',
      { copyId: '999999', toStoreId: '0', staffId: '0' },
      [
        refusal('STAFF_NOT_FOUND', 'staffId'),
        refusal('STORE_NOT_FOUND', 'toStoreId'),
        refusal('COPY_NOT_FOUND', 'copyId'),
      ],
    ],
  ])('%s is refused', async (_, condition, other, expected) => {
    const copyId = await copyWith(condition);
    const { copy, userErrors } = await send('transferCopy', { staffId: '1', copyId, toStoreId: '2', ...other });
    expect(copy).toBeNull();
    expect(userErrors).toMatchObject(expected);
    expect(userErrors).toHaveLength(expected.length);
  });

  test('a copy in transit that came without a destination goes home', async () => {
    const copyId = await copyWith(`status = 'in_transit' and store_id = 2`);
    expect((await send('receiveCopy', { staffId: '2', copyId })).copy).toMatchObject({ status: 'ON_SHELF' });
  });

  test('nothing is received that is not there', async () => {
    expect((await send('receiveCopy', { staffId: '2', copyId: '999999' })).userErrors).toMatchObject([
      refusal('COPY_NOT_FOUND', 'copyId'),
    ]);
  });
});

test('the subgraph cannot change what has moved', async () => {
  const rental = database.connectAs('rental');
  await expect(rental`delete from stock_movement`).rejects.toMatchObject({ code: '42501' });
  await expect(rental`update stock_movement set reason = 'x'`).rejects.toMatchObject({ code: '42501' });
});
