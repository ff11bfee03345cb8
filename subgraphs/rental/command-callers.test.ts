import { randomUUID } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { checkOut } from './domain/check-out.ts';
import { openDesk, type Asking, type Payload } from './desk.fixture.ts';

const database = await createSampleDatabase();
const { send, execute, services, clock, asked } = openDesk(database);
const { sql } = database;
await sql`update store.staff set store_id = 1, active = true where staff_id in (1, 3)`;
await sql`update store.staff set store_id = 2, active = true where staff_id = 2`;
const [{ customerId } = { customerId: '' }] = await sql<{ customerId: string }[]>`
  select min(customer_id)::text as "customerId" from customer.customer where active`;
const staff = asStaff(1, 1);
const absent = '999999';

beforeEach(() => {
  clock.advance(60);
  asked.length = 0;
});

const refusal = (code: string, ...path: string[]) => ({ code, path: ['input', ...path] });

/** A copy of a store with a status, of which no test has made use. */
async function copyOf(storeId: number, status: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select inventory_id::text as id from rental.inventory_item
    where store_id = ${storeId} and status = ${status}::rental.copy_status and destination_store_id is null
    order by inventory_id limit 1`;
  return row!.id;
}

type Input = Record<string, unknown>;

/** Each command, as the staff of store 1 may give it. */
const commands: Readonly<Record<string, () => Promise<Input>>> = {
  checkOut: async () => ({ customerId, copyIds: [await copyOf(1, 'on_shelf')] }),
  checkIn: async () => ({ copyIds: [await copyOf(1, 'rented')] }),
  addCopies: async () => ({ filmId: '1', storeId: '1', count: 1 }),
  transferCopy: async () => ({ copyId: await copyOf(1, 'on_shelf'), toStoreId: '2' }),
  receiveCopy: async () => ({ copyId: await copyOf(1, 'in_transit') }),
};
const names = Object.keys(commands);

async function give(command: string, who: Asking, further: Input = {}): Promise<Payload> {
  return send(command, { ...(await commands[command]!()), ...further }, who);
}

describe.each(names)('%s', (command) => {
  test.each<[string, Asking]>([
    ['nobody', null],
    ['a customer', asCustomer(1)],
    ['somebody who says that they are of the staff', { ...asCustomer(1), scopes: ['customer', 'staff'] }],
    ['staff without the scope', { ...staff, scopes: [] }],
    ['staff of no store', { subject: 'staff:1', scopes: ['staff'], expiresAt: staff.expiresAt }],
  ])('is refused to %s, who learns nothing of what there is', async (_, who) => {
    const refused = await give(command, who, { staffId: '1' });
    expect(refused).toMatchObject({ userErrors: [refusal('FORBIDDEN')] });
    const ids = { copyIds: [absent], copyId: absent, filmId: absent, storeId: absent, customerId: absent };
    const known = Object.fromEntries(Object.entries(ids).filter(([name]) => fieldsOf[command]!.includes(name)));
    expect(await give(command, who, known)).toEqual(refused);
    expect(asked.filter((subgraph) => subgraph !== 'rental')).toEqual([]);
  });

  test.each<[string, Identity, Input]>([
    ['staff, who need not say who they are', staff, {}],
    ['staff who say it', staff, { staffId: '1' }],
    ['a manager', asManager(1, 1), {}],
    ['a service, which says for whom', asService, { staffId: '1' }],
  ])('is done for %s', async (_, who, further) => {
    expect((await give(command, who, further)).userErrors).toEqual([]);
    const [last] = await sql`select staff_id from rental.stock_movement order by movement_id desc limit 1`;
    expect(last).toEqual({ staff_id: 1 });
  });

  test.each(['3', absent, 'x'])('is refused to who would do it as %s', async (staffId) => {
    expect((await give(command, staff, { staffId })).userErrors).toMatchObject([refusal('FORBIDDEN', 'staffId')]);
  });

  test('has to be told by a service for whom it is done', async () => {
    await expect(give(command, asService)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'input.staffId' },
    });
  });

  test('is refused to staff who left', async () => {
    await sql`update store.staff set active = false where staff_id = 1`;
    expect((await give(command, staff)).userErrors).toMatchObject([refusal('STAFF_INACTIVE', 'staffId')]);
    await sql`update store.staff set active = true where staff_id = 1`;
  });
});

/** What each command names that may not be there. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  checkOut: ['copyIds', 'customerId'],
  checkIn: ['copyIds'],
  addCopies: ['filmId', 'storeId'],
  transferCopy: ['copyId'],
  receiveCopy: ['copyId'],
};

describe('a copy of another store', () => {
  const foreign = (status: string) => copyOf(2, status);
  const codes = ({ userErrors }: Payload) => userErrors.map(({ code, message }) => ({ code, message }));

  test.each(['on_shelf', 'rented', 'in_transit', 'damaged', 'lost'])(
    'that is %s is not told of by who may not see it',
    async (status) => {
      const copyId = await foreign(status);
      for (const [command, those] of [
        ['checkOut', { customerId, copyIds: [copyId] }],
        ['transferCopy', { copyId, toStoreId: '1' }],
        ['receiveCopy', { copyId }],
      ] as const) {
        const none = { ...those, ...('copyIds' in those ? { copyIds: [absent] } : { copyId: absent }) };
        const told = codes(await send(command, those, staff));
        expect(told).toEqual(codes(await send(command, none, staff)));
        expect(told).toMatchObject([{ code: 'COPY_NOT_FOUND' }]);
      }
    },
  );

  test('is told of once it is on the way here', async () => {
    const copyId = await foreign('on_shelf');
    await sql`
      update rental.inventory_item set status = 'in_transit', destination_store_id = 1 where inventory_id = ${copyId}`;
    expect((await send('checkOut', { customerId, copyIds: [copyId] }, staff)).userErrors).toMatchObject([
      refusal('COPY_NOT_ON_SHELF', 'copyIds', '0'),
      refusal('OTHER_STORE', 'copyIds', '0'),
    ]);
    expect(await send('receiveCopy', { copyId }, staff)).toMatchObject({
      copy: { status: 'ON_SHELF', store: { id: '1' } },
      userErrors: [],
    });
  });

  test('is taken back here, and shown with its rental to who took it back; afterwards it is not', async () => {
    const copyId = await foreign('rented');
    const { rentals, userErrors } = await send('checkIn', { copyIds: [copyId] }, staff);
    expect(userErrors).toEqual([]);
    expect(rentals).toMatchObject([
      { copy: { id: copyId, status: 'IN_TRANSIT', store: { id: '2' } }, store: { id: '2' } },
    ]);
    const later = `{ copy(id: "${copyId}") { id } rental(id: "${rentals![0]!.id}") { id } }`;
    expect(await execute(later, {}, staff)).toMatchObject({ data: { copy: null, rental: null } });
  });

  test('that was never rented, or is back already, is told of by who takes it back', async () => {
    const copyIds = [await foreign('damaged'), absent];
    expect((await send('checkIn', { copyIds }, staff)).userErrors).toMatchObject([
      { code: expect.stringMatching(/^COPY_(ALREADY_RETURNED|NEVER_RENTED)$/) as string },
      { code: 'COPY_NOT_FOUND' },
    ]);
  });

  test('is not added by who works elsewhere', async () => {
    expect((await give('addCopies', staff, { storeId: '2' })).userErrors).toMatchObject([
      refusal('OTHER_STORE', 'storeId'),
    ]);
  });
});

test('a member who has gone to another store since they signed in is told of the copies of that one', async () => {
  const [here, there] = [await copyOf(1, 'on_shelf'), await copyOf(2, 'on_shelf')];
  await sql`update store.staff set store_id = 1 where staff_id = 2`;
  // The facts are those that a service is told: what the owner of the staff tells the member of themself is its matter.
  const moved = { ...services(asService), identity: asStaff(2, 2) };
  const rent = (copyId: string) => checkOut(moved, { idempotencyKey: randomUUID(), customerId, copyIds: [copyId] });
  expect((await rent(there)).userErrors).toMatchObject([refusal('COPY_NOT_FOUND', 'copyIds', '0')]);
  expect((await rent(here)).userErrors).toEqual([]);
  await sql`update store.staff set store_id = 2 where staff_id = 2`;
});
