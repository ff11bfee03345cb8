import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { openDesk } from './desk.fixture.ts';
import { copyStatuses } from './domain/copy-status.ts';

const database = await createSampleDatabase();
const { send, execute, clock } = openDesk(database);
const { sql } = database;
await sql`update store.staff set store_id = 1, active = true where staff_id = 1`;
await sql`update store.staff set store_id = 2, active = true where staff_id = 2`;
const [{ customerId } = { customerId: '' }] = await sql<{ customerId: string }[]>`
  select min(customer_id)::text as "customerId" from customer.customer where active`;

/** A copy of a store in each status, and in transit to each store. */
async function everyCopy(): Promise<string[]> {
  const ids: string[] = [];
  for (const storeId of [1, 2]) {
    for (const status of Object.values(copyStatuses)) {
      const [row] = await sql<{ id: string }[]>`
        select inventory_id::text as id from rental.inventory_item
        where store_id = ${storeId} and status = ${status === 'rented' ? 'rented' : 'on_shelf'}
          and not inventory_id = any(${ids}::integer[])
        order by inventory_id limit 1`;
      await sql`update rental.inventory_item set status = ${status} where inventory_id = ${row!.id}`;
      ids.push(row!.id);
    }
    const [sent] = await sql<{ id: string }[]>`
      update rental.inventory_item set status = 'in_transit', destination_store_id = ${3 - storeId}
      where inventory_id = (
        select max(inventory_id) from rental.inventory_item where store_id = ${storeId} and status = 'on_shelf'
      ) returning inventory_id::text as id`;
    ids.push(sent!.id);
  }
  return ids;
}

const copyRights = ['viewerCanCheckOut', 'viewerCanTransfer', 'viewerCanReceive'] as const;

async function read(operation: string, identity: ReturnType<typeof asStaff>): Promise<Record<string, unknown>> {
  const { data, errors } = await execute(operation, {}, identity);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
}

test.each([
  ['staff', asStaff(1, 1)],
  ['staff of another store', asStaff(2, 2)],
  ['a manager', asManager(1, 1)],
])('%s are told that they can do with a copy what its command then does', async (_, identity) => {
  let [seen, able] = [0, 0];
  for (const id of await everyCopy()) {
    const { copy } = (await read(`{ copy(id: "${id}") { ${copyRights.join(' ')} } }`, identity)) as {
      copy: Record<(typeof copyRights)[number], boolean> | null;
    };
    if (!copy) continue;
    seen += 1;
    const inputs = [
      ['viewerCanReceive', 'receiveCopy', { copyId: id }],
      ['viewerCanTransfer', 'transferCopy', { copyId: id, toStoreId: identity.storeId === 1 ? '2' : '1' }],
      ['viewerCanCheckOut', 'checkOut', { customerId, copyIds: [id] }],
    ] as const;
    for (const [right, command, input] of inputs) {
      const [before] =
        await sql`select status, destination_store_id, store_id from rental.inventory_item where inventory_id = ${id}`;
      clock.advance(1);
      const { userErrors } = await send(command, input, identity);
      expect({ id, right, can: copy[right] }).toEqual({ id, right, can: userErrors.length === 0 });
      if (userErrors.length > 0) continue;
      able += 1;
      // The next command finds the copy as this one did.
      await sql`delete from rental.rental where inventory_id = ${id} and rental_date = ${clock.now()}`;
      await sql`
        update rental.inventory_item set status = ${before!['status']}, store_id = ${before!['store_id']},
          destination_store_id = ${before!['destination_store_id']}
        where inventory_id = ${id}`;
    }
  }
  expect(seen).toBe(11);
  expect(able).toBe(4);
});

test('staff are told that they can take back what is out, and what is back they cannot', async () => {
  const identity = asStaff(1, 1);
  for (const open of [true, false]) {
    const { rentals } = (await read(
      `{ rentals(first: 2, filter: { open: ${open} }) { edges { node { viewerCanCheckIn copy { id status } } } } }`,
      identity,
    )) as { rentals: { edges: { node: { viewerCanCheckIn: boolean; copy: { id: string } } }[] } };
    expect(rentals.edges).toHaveLength(2);
    for (const { node } of rentals.edges) {
      expect(node.viewerCanCheckIn).toBe(open);
      if (open) expect((await send('checkIn', { copyIds: [node.copy.id] }, identity)).userErrors).toEqual([]);
    }
  }
});

test.each([
  ['a customer', asCustomer(5)],
  ['a service, which is nobody at a counter', asService],
])('%s can do nothing with copies and rentals', async (_, identity) => {
  const { rentals } = (await read(
    `{ rentals(first: 30) { edges { node { viewerCanCheckIn copy { ${copyRights.join(' ')} } } } } }`,
    identity,
  )) as { rentals: { edges: { node: unknown }[] } };
  expect(rentals.edges.length).toBeGreaterThan(1);
  for (const { node } of rentals.edges) {
    expect(node).toEqual({
      viewerCanCheckIn: false,
      copy: { viewerCanCheckOut: false, viewerCanTransfer: false, viewerCanReceive: false },
    });
  }
});
