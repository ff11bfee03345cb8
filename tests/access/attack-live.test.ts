import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { clientsWith, endingOf } from '../identity/signed-in-clients.fixture.ts';
import { listenWith, type Listening } from '../live/listening.fixture.ts';
import { actingStaff } from './mutations.fixture.ts';
import { askWith, openWatchedHouse, type WatchedHouse } from './people.fixture.ts';
import type { ViewerName } from './permissions.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
let own: readonly OpenCopy[];
let foreign: readonly OpenCopy[];
beforeAll(async () => {
  house = await openWatchedHouse(database);
  const { store, customer, otherStore, otherCustomer } = house.rows;
  own = await openCopies(store, customer);
  foreign = await openCopies(otherStore, otherCustomer);
});

interface OpenCopy {
  readonly rentalId: string;
  readonly copyId: string;
}

/** Copies of a store that are out, as if a customer had them. */
async function openCopies(storeId: string, customerId: string): Promise<readonly OpenCopy[]> {
  const found = await database.sql<OpenCopy[]>`
    select r.rental_id::text as "rentalId", r.inventory_id::text as "copyId"
    from rental.rental r join rental.inventory_item i using (inventory_id)
    where r.return_date is null and r.store_id = ${storeId} and i.store_id = r.store_id
    order by r.rental_id limit 4`;
  expect(found).toHaveLength(4);
  const ids = found.map(({ rentalId }) => rentalId);
  await database.sql`update rental.rental set customer_id = ${customerId} where rental_id = any(${ids}::integer[])`;
  return found;
}

async function checkIn(viewer: ViewerName, { copyId }: OpenCopy): Promise<void> {
  const input = { idempotencyKey: randomUUID(), staffId: actingStaff(house.rows, viewer), copyIds: [copyId] };
  const query = 'mutation ($input: CheckInInput!) { checkIn(input: $input) { userErrors { code } } }';
  const { data } = await house.askAs(viewer, query, { input });
  expect(data).toEqual({ checkIn: { userErrors: [] } });
}

async function listen(token: string | undefined, query: string): Promise<Listening> {
  const opened = house.subscriptions.untilOpened(house.subscriptions.openedSoFar + 1);
  const [, client] = clientsWith(token ?? '');
  const listening = listenWith(client!, { url: house.url, query });
  await Promise.race([opened, listening.ended]);
  return listening;
}

interface Returned {
  readonly rentalReturned: { readonly eventId: string; readonly rental: { readonly id: string } | null };
}
async function nextOf(listening: Listening): Promise<Returned['rentalReturned']> {
  const { data, errors } = await listening.next();
  expect(errors).toBeUndefined();
  return (data as Returned).rentalReturned;
}

const returned = (since?: string) =>
  `subscription { rentalReturned${since === undefined ? '' : `(since: "${since}")`} { eventId rental { id } customer { id } copy { id } } }`;
const ofFirstStore = ['customer', 'staff', 'manager'] as const;
const ofOtherStore = ['other customer', 'staff of another store', 'manager of another store'] as const;

describe('events', { timeout: 60_000 }, () => {
  const events: string[] = [];

  test('of another store or customer are told to nobody, not even that there was one', async () => {
    const listeners = new Map<ViewerName, Listening>();
    for (const viewer of [...ofFirstStore, ...ofOtherStore]) {
      listeners.set(viewer, await listen(house.tokens[viewer], returned()));
    }
    for (const index of [0, 1, 2] as const) {
      await checkIn('staff', own[index]!);
      await checkIn('staff of another store', foreign[index]!);
    }
    for (const [viewers, copies] of [
      [ofFirstStore, own],
      [ofOtherStore, foreign],
    ] as const) {
      for (const viewer of viewers) {
        const listening = listeners.get(viewer)!;
        for (const { rentalId } of copies.slice(0, 3)) {
          const { eventId, rental } = await nextOf(listening);
          expect(rental?.id, viewer).toBe(rentalId);
          if (viewer === 'staff') events.push(eventId);
        }
        expect(listening.waiting, viewer).toBe(0);
        listening.stop();
      }
    }
  });

  test.each(ofOtherStore)('that were missed are not told to %s behind an event of somebody else', async (viewer) => {
    const [first] = events;
    const listening = await listen(house.tokens[viewer], returned(first));
    for (const { rentalId } of foreign.slice(0, 3)) expect((await nextOf(listening)).rental?.id).toBe(rentalId);
    expect(listening.waiting).toBe(0);
    listening.stop();
  });

  test.each(ofOtherStore)('are not told to %s who asks for them by the ids of another', async (viewer) => {
    const { rows } = house;
    const query = (given: string) =>
      `subscription { rentalReturned(${given} since: "${events[0]}") { eventId rental { id } } }`;
    const asked = await Promise.all([
      listen(house.tokens[viewer], query(`storeId: "${rows.store}"`)),
      listen(house.tokens[viewer], query(`customerId: "${rows.customer}"`)),
    ]);
    // What may be told comes after what was asked for in vain.
    const allowed = await listen(house.tokens[viewer], returned(events[0]));
    for (const { rentalId } of foreign.slice(0, 3)) expect((await nextOf(allowed)).rental?.id).toBe(rentalId);
    for (const listening of asked) expect(listening.waiting).toBe(0);
    for (const listening of [...asked, allowed]) listening.stop();
  });

  test('for staff are told to no customer, and to nobody who has not signed in', async () => {
    const overdue = 'subscription { rentalOverdue { eventId } }';
    for (const viewer of ['customer', 'other customer'] as const) {
      expect(await endingOf(await listen(house.tokens[viewer], overdue))).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    }
  });
});

describe('a subscription does not outlive', { timeout: 60_000 }, () => {
  test('the session that it was opened in', async () => {
    const token = await house.signInAgain('customer');
    const listening = await listen(token, returned());
    const { data } = await askWith(house.url, token, 'mutation { signOut { userErrors { code } } }');
    expect(data).toEqual({ signOut: { userErrors: [] } });
    expect(await endingOf(listening)).toBe('UNAUTHENTICATED');
    // Nor does the token.
    expect((await askWith(house.url, token, '{ viewer { id } }')).status).toBe(401);
  });

  test('the work of a member of the staff', async () => {
    const { leavingStaff: staffId } = house.rows;
    const change = (name: string, type: string) =>
      house.askAs('manager', `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`, {
        input: { idempotencyKey: randomUUID(), staffId },
      });
    await change('reactivateStaff', 'ReactivateStaffInput');
    // It is by an event that identity learns of it.
    const token = await vi.waitFor(() => house.signInAgain('deactivated member'), { timeout: 20_000, interval: 100 });
    const listening = await listen(token, returned());
    await change('deactivateStaff', 'DeactivateStaffInput');
    expect(await endingOf(listening)).toBe('UNAUTHENTICATED');
    expect((await askWith(house.url, token, '{ rentals { totalCount } }')).status).toBe(401);
  });
});
