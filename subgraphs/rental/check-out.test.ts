import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDesk } from './desk.fixture.ts';

const database = await createSampleDatabase();
const { send, clock, down, asked } = openDesk(database);
const { sql } = database;

const staffId = '1';
const [{ customerId, former } = { customerId: 0, former: 0 }] = await sql<{ customerId: number; former: number }[]>`
  select min(customer_id) filter (where active) as "customerId", min(customer_id) filter (where not active) as former
  from customer.customer`;
const [{ storeId } = { storeId: 0 }] = await sql<{ storeId: number }[]>`
  select store_id as "storeId" from store.staff where staff_id = ${staffId} and active`;

/** Copies of the staff's store that are on the shelf, or where else is said. */
async function copies(count: number, condition = `status = 'on_shelf' and store_id = ${storeId}`): Promise<string[]> {
  const rows = await sql.unsafe<{ id: number }[]>(
    `select inventory_id as id from rental.inventory_item where ${condition} order by inventory_id limit ${count}`,
  );
  return rows.map(({ id }) => String(id));
}

/** Everything that a command may change. */
async function books() {
  const [row] = await sql`
    select
      (select count(*)::integer from rental.rental) as rentals,
      (select count(*)::integer from rental.stock_movement) as movements,
      (select count(*)::integer from rental.outbox) as events`;
  return row;
}

beforeEach(() => {
  clock.advance(60);
  down.clear();
  asked.length = 0;
});

const refusal = (code: string, ...path: string[]) => ({ code, path: ['input', ...path] });

describe('checkOut', () => {
  test('rents copies, with what they depend on copied onto the rentals', async () => {
    const copyIds = (await copies(3)).reverse();
    const films = await sql<{ title: string; rate: number; days: number }[]>`
      select f.title, f.rental_rate_minor as rate, f.rental_duration_days as days
      from rental.inventory_item join film.film f using (film_id)
      where inventory_id = any(${copyIds}::integer[]) order by inventory_id desc`;
    const before = await books();
    const { rentals, userErrors } = await send('checkOut', { customerId, staffId, copyIds });
    const now = clock.now();
    expect(userErrors).toEqual([]);
    expect(rentals).toMatchObject(
      copyIds.map((id, index) => ({
        copy: { id, status: 'RENTED', destination: null, lastUpdate: now.toISOString() },
        customer: { id: String(customerId) },
        staff: { id: staffId },
        store: { id: String(storeId) },
        rentalDate: now.toISOString(),
        dueAt: new Date(now.getTime() + films[index]!.days * 86_400_000).toISOString(),
        returnDate: null,
        price: { amount: (films[index]!.rate / 100).toFixed(2), currency: 'USD' },
        durationDays: films[index]!.days,
        filmTitle: films[index]!.title,
        lastUpdate: now.toISOString(),
      })),
    );
    expect(await books()).toEqual({
      rentals: before!['rentals'] + 3,
      movements: before!['movements'] + 3,
      events: before!['events'] + 6,
    });
  });

  test('notes the movement of each copy, and tells of it', async () => {
    const [copyId = ''] = await copies(1);
    const idempotencyKey = randomUUID();
    const { rentals } = await send('checkOut', { customerId, staffId, copyIds: [copyId], idempotencyKey });
    const rentalId = Number(rentals?.[0]?.id);
    const [movement] = await sql`
      select from_status, to_status, from_store_id, to_store_id, moved_at, reason, rental_id, staff_id, command_key
      from rental.stock_movement where inventory_id = ${copyId} order by movement_id desc limit 1`;
    expect(movement).toEqual({
      from_status: 'on_shelf',
      to_status: 'rented',
      from_store_id: storeId,
      to_store_id: storeId,
      moved_at: clock.now(),
      reason: 'checked out',
      rental_id: rentalId,
      staff_id: Number(staffId),
      command_key: idempotencyKey,
    });
    const events = await sql`
      select subject, aggregate_id, payload from rental.outbox order by outbox_id desc limit 2`;
    expect(events.map(({ subject }) => String(subject)).sort()).toEqual([
      'rental.copy.status_changed',
      'rental.rental.rented',
    ]);
    expect(events.find(({ subject }) => subject === 'rental.rental.rented')).toMatchObject({
      aggregate_id: String(rentalId),
      payload: {
        rentalId,
        copyId: Number(copyId),
        customerId,
        storeId,
        staffId: 1,
        rentedAt: clock.now().toISOString(),
      },
    });
    expect(events.find(({ subject }) => subject === 'rental.copy.status_changed')).toMatchObject({
      aggregate_id: copyId,
      payload: { copyId: Number(copyId), storeId, fromStoreId: storeId, from: 'on_shelf', to: 'rented' },
    });
  });

  test('asks each owner once, however many copies there are', async () => {
    await send('checkOut', { customerId, staffId, copyIds: await copies(25) });
    expect(asked.sort()).toEqual(['customer', 'film', 'store']);
  });

  test.each<[string, Record<string, unknown>, ReturnType<typeof refusal>[]]>([
    ['an unknown customer', { customerId: '999999' }, [refusal('CUSTOMER_NOT_FOUND', 'customerId')]],
    ['an id that no customer can have', { customerId: 'x' }, [refusal('CUSTOMER_NOT_FOUND', 'customerId')]],
    ['a former customer', { customerId: former }, [refusal('CUSTOMER_INACTIVE', 'customerId')]],
    ['unknown staff', { staffId: '999999' }, [refusal('STAFF_NOT_FOUND', 'staffId')]],
    ['an id that no copy can have', { copyIds: ['x'] }, [refusal('COPY_NOT_FOUND', 'copyIds', '0')]],
    [
      'everything at once',
      { customerId: '0', staffId: '0', copyIds: ['999999'] },
      [
        refusal('CUSTOMER_NOT_FOUND', 'customerId'),
        refusal('STAFF_NOT_FOUND', 'staffId'),
        refusal('COPY_NOT_FOUND', 'copyIds', '0'),
      ],
    ],
  ])('%s is refused, and nothing is done', async (_, input, expected) => {
    const copyIds = await copies(2);
    const before = await books();
    const { rentals, userErrors } = await send('checkOut', { customerId, staffId, copyIds, ...input });
    expect(rentals).toBeNull();
    expect(userErrors).toMatchObject(expected);
    expect(userErrors).toHaveLength(expected.length);
    expect(await books()).toEqual(before);
  });

  test('staff who left may not serve', async () => {
    await sql`update store.staff set active = false where staff_id = 2`;
    const [{ store } = { store: 0 }] = await sql<{ store: number }[]>`
      select store_id as store from store.staff where staff_id = 2`;
    const copyIds = await copies(1, `status = 'on_shelf' and store_id = ${store}`);
    const { userErrors } = await send('checkOut', { customerId, staffId: '2', copyIds });
    expect(userErrors).toMatchObject([refusal('STAFF_INACTIVE', 'staffId')]);
  });

  test.each(['in_transit', 'damaged', 'lost', 'retired', 'rented'])('a copy that is %s is refused', async (status) => {
    const [copyId] = await copies(1, `status = '${status}' and store_id = ${storeId}`);
    const { userErrors } = await send('checkOut', { customerId, staffId, copyIds: [copyId] });
    expect(userErrors).toMatchObject([refusal('COPY_NOT_ON_SHELF', 'copyIds', '0')]);
    expect(userErrors[0]?.message).toMatch(/^Copy \d+ is .*\.$/);
  });

  test('one copy that may not be rented keeps all from it; each problem is told with its place', async () => {
    const [good = ''] = await copies(1);
    const [out = ''] = await copies(1, `status = 'rented' and store_id = ${storeId}`);
    const [elsewhere = ''] = await copies(1, `status = 'on_shelf' and store_id <> ${storeId}`);
    const before = await books();
    const { userErrors } = await send('checkOut', { customerId, staffId, copyIds: [good, out, elsewhere, '999999'] });
    expect(userErrors).toMatchObject([
      refusal('COPY_NOT_ON_SHELF', 'copyIds', '1'),
      refusal('OTHER_STORE', 'copyIds', '2'),
      refusal('COPY_NOT_FOUND', 'copyIds', '3'),
    ]);
    expect(await books()).toEqual(before);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no copies', { copyIds: [] }, 'input.copyIds'],
    ['26 copies', { copyIds: Array.from({ length: 26 }, (_, index) => String(index + 1)) }, 'input.copyIds'],
    ['a copy twice', { copyIds: ['1', '2', '1'] }, 'input.copyIds'],
    ['an id that is far too long', { copyIds: ['9'.repeat(65)] }, 'input.copyIds'],
    ['a customer with such an id', { customerId: '9'.repeat(65) }, 'input.customerId'],
    ['staff with such an id', { staffId: '9'.repeat(65) }, 'input.staffId'],
    ['an empty key', { idempotencyKey: ' ' }, 'input.idempotencyKey'],
    ['a key that is too long', { idempotencyKey: 'k'.repeat(129) }, 'input.idempotencyKey'],
  ])('%s is bad input, and the argument is named', async (_, input, argument) => {
    await expect(send('checkOut', { customerId, staffId, copyIds: ['1'], ...input })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  });

  test.each(['film', 'customer', 'store'])(
    'while %s does not answer, nothing is done, and it can be sent again',
    async (owner) => {
      const input = { customerId, staffId, copyIds: await copies(1), idempotencyKey: randomUUID() };
      const before = await books();
      down.add(owner);
      await expect(send('checkOut', input)).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
      expect(await books()).toEqual(before);
      down.clear();
      expect((await send('checkOut', input)).userErrors).toEqual([]);
    },
  );
});

describe('the same call again', () => {
  test('is answered the same, and done once', async () => {
    const input = { customerId, staffId, copyIds: await copies(2), idempotencyKey: randomUUID() };
    const first = await send('checkOut', input);
    const after = await books();
    clock.advance(3600);
    expect(await send('checkOut', input)).toEqual(first);
    expect(await books()).toEqual(after);
  });

  test('is answered the same, also while nobody can be asked', async () => {
    const [copyId, other] = await copies(2);
    const input = { customerId, staffId, copyIds: [copyId], idempotencyKey: randomUUID() };
    const first = await send('checkOut', input);
    for (const owner of ['film', 'customer', 'store']) down.add(owner);
    expect(await send('checkOut', input)).toEqual(first);
    await expect(send('checkOut', { ...input, copyIds: [other] })).rejects.toMatchObject({
      extensions: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  test('many times at once is done once', async () => {
    const input = { customerId, staffId, copyIds: await copies(2), idempotencyKey: randomUUID() };
    const before = await books();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send('checkOut', input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await books()).toMatchObject({ rentals: before!['rentals'] + 2 });
  });

  test('with another input is refused', async () => {
    const [one, other] = await copies(2);
    const input = { customerId, staffId, copyIds: [one], idempotencyKey: randomUUID() };
    await send('checkOut', input);
    const before = await books();
    await expect(send('checkOut', { ...input, copyIds: [other] })).rejects.toMatchObject({
      extensions: { code: 'IDEMPOTENCY_KEY_REUSED', argument: 'input.idempotencyKey' },
    });
    expect(await books()).toEqual(before);
  });

  test('a refusal stays the answer for its key', async () => {
    const [copyId = ''] = await copies(1);
    const input = { customerId, staffId, copyIds: [copyId, '999999'], idempotencyKey: randomUUID() };
    const refused = await send('checkOut', input);
    expect(await send('checkOut', input)).toEqual(refused);
    expect((await send('checkOut', { ...input, idempotencyKey: randomUUID(), copyIds: [copyId] })).userErrors).toEqual(
      [],
    );
  });
});
