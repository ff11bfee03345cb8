import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDesk } from './desk.fixture.ts';
import { checkIn } from './domain/check-in.ts';

const database = await createSampleDatabase();
const desk = openDesk(database);
const { send, clock, down } = desk;
const { sql } = database;

/** Copies of store 1, whose staff are the first. */
const staffId = '1';
const otherStaffId = '2';
await sql`update store.staff set store_id = 1, active = true where staff_id = 1`;
await sql`update store.staff set store_id = 2, active = true where staff_id = 2`;
const [{ customerId } = { customerId: 0 }] = await sql<{ customerId: number }[]>`
  select min(customer_id) as "customerId" from customer.customer where active`;

async function onShelf(count: number): Promise<string[]> {
  const rows = await sql<{ id: number }[]>`
    select inventory_id as id from rental.inventory_item
    where status = 'on_shelf' and store_id = 1 order by inventory_id limit ${count}`;
  return rows.map(({ id }) => String(id));
}

async function rented(count: number): Promise<string[]> {
  const copyIds = await onShelf(count);
  expect((await send('checkOut', { customerId, staffId, copyIds })).userErrors).toEqual([]);
  clock.advance(3600);
  return copyIds;
}

beforeEach(() => {
  clock.advance(60);
  down.clear();
});

const refusal = (code: string, ...path: string[]) => ({ code, path: ['input', ...path] });

describe('checkIn', () => {
  test('ends the rentals, and puts the copies back on the shelf of their store', async () => {
    const copyIds = (await rented(3)).reverse();
    const { rentals, userErrors } = await send('checkIn', { staffId, copyIds });
    expect(userErrors).toEqual([]);
    const now = clock.now().toISOString();
    expect(rentals).toMatchObject(
      copyIds.map((id) => ({
        copy: { id, status: 'ON_SHELF', store: { id: '1' }, destination: null, lastUpdate: now },
        returnDate: now,
        lastUpdate: now,
      })),
    );
    const movements = await sql`
      select inventory_id, from_status, to_status, reason, staff_id, rental_id from rental.stock_movement
      order by movement_id desc limit 3`;
    expect(movements).toMatchObject(
      copyIds.map((id, index) => ({
        inventory_id: Number(id),
        from_status: 'rented',
        to_status: 'on_shelf',
        reason: 'checked in',
        staff_id: 1,
        rental_id: Number(rentals?.[index]?.id),
      })),
    );
  });

  test('tells of it with what a consumer needs', async () => {
    const [copyId] = await rented(1);
    const { rentals } = await send('checkIn', { staffId, copyIds: [copyId] });
    const events = await sql<{ subject: string; payload: unknown }[]>`
      select subject, payload from rental.outbox order by outbox_id desc limit 2`;
    const payloadOf = (subject: string) => events.find((event) => event.subject === subject)?.payload;
    expect(payloadOf('rental.rental.returned')).toMatchObject({
      rentalId: Number(rentals?.[0]?.id),
      copyId: Number(copyId),
      customerId,
      storeId: 1,
      staffId: 1,
      returnedAt: clock.now().toISOString(),
      returnedToStoreId: 1,
    });
    expect(payloadOf('rental.copy.status_changed')).toMatchObject({ from: 'rented', to: 'on_shelf' });
  });

  test('in another store puts the copies on the way to their own, where they are received', async () => {
    const [copyId = ''] = await rented(1);
    const { rentals } = await send('checkIn', { staffId: otherStaffId, copyIds: [copyId] });
    expect(rentals).toMatchObject([
      { copy: { status: 'IN_TRANSIT', store: { id: '1' }, destination: { id: '1' } }, store: { id: '1' } },
    ]);
    const again = await send('checkOut', { customerId, staffId, copyIds: [copyId] });
    expect(again.userErrors).toMatchObject([refusal('COPY_NOT_ON_SHELF', 'copyIds', '0')]);
    expect((await send('receiveCopy', { staffId: otherStaffId, copyId })).userErrors).toMatchObject([
      refusal('OTHER_STORE', 'copyId'),
    ]);
    expect(await send('receiveCopy', { staffId, copyId })).toMatchObject({
      copy: { id: copyId, status: 'ON_SHELF', store: { id: '1' }, destination: null },
      userErrors: [],
    });
  });

  test.each(['lost', 'claimed_returned'])('finds a copy again that is %s', async (status) => {
    const [copyId = ''] = await rented(1);
    await sql`update rental.inventory_item set status = ${status} where inventory_id = ${copyId}`;
    expect(await send('checkIn', { staffId, copyIds: [copyId] })).toMatchObject({
      rentals: [{ copy: { status: 'ON_SHELF' } }],
      userErrors: [],
    });
  });

  test('never ends a rental before it began, whatever the clock says', async () => {
    const [copyId = ''] = await rented(1);
    clock.advance(-7200);
    const { rentals } = await send('checkIn', { staffId, copyIds: [copyId] });
    const [row] =
      await sql`select return_date = rental_date as same from rental.rental where rental_id = ${rentals![0]!.id}`;
    expect(row).toEqual({ same: true });
    clock.advance(7200);
  });

  test('tells each problem with its place, and takes none back', async () => {
    const [good = ''] = await rented(1);
    const [returned = ''] = await rented(1);
    await send('checkIn', { staffId, copyIds: [returned] });
    const { copies } = await send('addCopies', { staffId, storeId: '1', filmId: '1', count: 1 });
    const fresh = copies![0]!.id;
    const { rentals, userErrors } = await send('checkIn', { staffId, copyIds: [good, returned, fresh, '999999', 'x'] });
    expect(rentals).toBeNull();
    expect(userErrors).toMatchObject([
      refusal('COPY_ALREADY_RETURNED', 'copyIds', '1'),
      refusal('COPY_NEVER_RENTED', 'copyIds', '2'),
      refusal('COPY_NOT_FOUND', 'copyIds', '3'),
      refusal('COPY_NOT_FOUND', 'copyIds', '4'),
    ]);
    expect((await send('checkIn', { staffId, copyIds: [good] })).userErrors).toEqual([]);
  });

  test('unknown staff may not take anything back', async () => {
    const copyIds = await rented(1);
    expect((await send('checkIn', { staffId: '999999', copyIds })).userErrors).toMatchObject([
      refusal('STAFF_NOT_FOUND', 'staffId'),
    ]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no copies', { copyIds: [] }, 'input.copyIds'],
    ['26 copies', { copyIds: Array.from({ length: 26 }, (_, index) => String(index + 1)) }, 'input.copyIds'],
    ['a copy twice', { copyIds: ['1', '1'] }, 'input.copyIds'],
    ['a key with a control character', { copyIds: ['1'], idempotencyKey: 'a\u0000b' }, 'input.idempotencyKey'],
  ])('%s is bad input, and the argument is named', async (_, input, argument) => {
    await expect(send('checkIn', { staffId, ...input })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  });

  test('the same call again is answered the same, also after the copy is out again', async () => {
    const copyIds = await rented(1);
    const input = { staffId, copyIds, idempotencyKey: randomUUID() };
    const first = await send('checkIn', input);
    await send('checkOut', { customerId, staffId, copyIds });
    const again = await send('checkIn', input);
    expect(again.rentals?.map(({ id }) => id)).toEqual(first.rentals?.map(({ id }) => id));
    expect(again).toMatchObject({ rentals: [{ copy: { status: 'RENTED' } }], userErrors: [] });
  });

  test('a copy that is returned at two counters at once is returned once', async () => {
    const [copyId = ''] = await rented(1);
    const input = () => ({ staffId, copyIds: [copyId], idempotencyKey: randomUUID() });
    const answers = await Promise.all(Array.from({ length: 6 }, () => checkIn(desk.services(), input())));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 5 }, () => 'COPY_ALREADY_RETURNED'),
    );
  });

  test('without the owner of the staff nothing is done', async () => {
    const copyIds = await rented(1);
    down.add('store');
    await expect(send('checkIn', { staffId, copyIds })).rejects.toMatchObject({
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    down.clear();
    expect((await send('checkIn', { staffId, copyIds })).userErrors).toEqual([]);
  });
});
