import type { TestDatabase } from '@reelhouse/test-database';
import { beforeAll, expect, test } from 'vitest';
import {
  CheckInDocument,
  CheckOutDocument,
  CopiesOnShelfDocument,
  OverdueRentalsDocument,
  ReceiveCopyDocument,
} from '../generated/documents.ts';
import type { GraphClient } from '../graph-client.ts';
import type { GraphClients } from '../graph-clients.ts';

/** How time passes where the journey is made. */
export interface JourneyTime {
  /** What the graph should answer for the moment so many days from now. */
  inDays(days: number): unknown;
  pass(days: number): void | Promise<void>;
}

interface People {
  readonly here: number;
  readonly there: number;
  readonly home: number;
  readonly customer: number;
}

/** Discs go over the counter and come back. */
export function rentAndReturn({ as }: Pick<GraphClients, 'as'>, { sql }: TestDatabase, time: JourneyTime): void {
  /** The counter of one store, and that of another. */
  let desk: GraphClient;
  let otherDesk: GraphClient;
  let storeId: string;
  let customerId: string;
  beforeAll(async () => {
    const people = await findPeople(sql);
    desk = as(`staff:${people.here}`);
    otherDesk = as(`staff:${people.there}`);
    storeId = String(people.home);
    customerId = String(people.customer);
  });

  test('a customer rents two films, keeps them too long, and brings them back to two stores', async () => {
    const { copies } = await desk.get(CopiesOnShelfDocument, { storeId, first: 2 });
    const chosen = (copies?.edges ?? []).map(({ node }) => node);
    const copyIds = chosen.map(({ id }) => id);

    const input = { idempotencyKey: 'rent-1', customerId, copyIds };
    const { checkOut } = await desk.get(CheckOutDocument, { input });
    expect(checkOut?.userErrors).toEqual([]);
    expect(checkOut?.rentals).toEqual(
      chosen.map(({ id, film }) => ({
        id: expect.any(String),
        filmTitle: film?.title,
        price: film?.rentalRate,
        durationDays: film?.rentalDurationDays,
        dueAt: time.inDays(film?.rentalDurationDays ?? 0),
        copy: { id, status: 'RENTED' },
        customer: { id: customerId, active: true },
        store: { id: storeId },
      })),
    );
    expect((await desk.get(CheckOutDocument, { input })).checkOut).toEqual(checkOut);

    const overdue = async () => {
      const { customer } = await desk.get(OverdueRentalsDocument, { customerId });
      return customer?.rentals?.edges.map(({ node }) => node);
    };
    expect(await overdue()).toEqual([]);
    await time.pass(30);
    expect(await overdue()).toEqual(
      chosen.map(({ id, film }, index) => ({
        id: checkOut?.rentals?.[index]?.id,
        overdue: true,
        film: { title: film?.title },
        copy: { id },
      })),
    );

    const [first = '', second = ''] = copyIds;
    const giveBack = async ({ get }: GraphClient, copyId: string) =>
      (await get(CheckInDocument, { input: { idempotencyKey: `back-${copyId}`, copyIds: [copyId] } })).checkIn;
    expect(await giveBack(desk, first)).toMatchObject({
      rentals: [{ returnDate: time.inDays(0), overdue: false, copy: { id: first, status: 'ON_SHELF' } }],
      userErrors: [],
    });
    expect(await giveBack(otherDesk, second)).toMatchObject({
      rentals: [{ copy: { id: second, status: 'IN_TRANSIT', store: { id: storeId }, destination: { id: storeId } } }],
      userErrors: [],
    });
    expect(await overdue()).toEqual([]);
    const { receiveCopy } = await desk.get(ReceiveCopyDocument, {
      input: { idempotencyKey: 'home-1', copyId: second },
    });
    expect(receiveCopy).toEqual({
      copy: { id: second, status: 'ON_SHELF', film: { title: chosen[1]?.film?.title } },
      userErrors: [],
    });
  });

  test('what is refused says why, for each field of the input', async () => {
    const { copies } = await desk.get(CopiesOnShelfDocument, { storeId, first: 1 });
    const copyId = copies?.edges[0]?.node.id ?? '';
    const { checkOut } = await otherDesk.get(CheckOutDocument, {
      input: { idempotencyKey: 'refused-1', customerId: '999999', copyIds: [copyId, '999999'] },
    });
    expect(checkOut?.rentals).toBeNull();
    // The first copy is there, in another store: at this desk it does not exist either.
    expect(checkOut?.userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['CUSTOMER_NOT_FOUND', 'input.customerId'],
      ['COPY_NOT_FOUND', 'input.copyIds.0'],
      ['COPY_NOT_FOUND', 'input.copyIds.1'],
    ]);
  });

  test('bad input and a key that came with another input are errors that say what to do', async () => {
    const { copies } = await desk.get(CopiesOnShelfDocument, { storeId, first: 2 });
    const [one = '', other = ''] = (copies?.edges ?? []).map(({ node }) => node.id);
    const send = (copyIds: readonly string[]) =>
      desk.ask('mutation ($input: CheckOutInput!) { checkOut(input: $input) { rentals { id } } }', {
        input: { idempotencyKey: 'reused-1', customerId, copyIds },
      });
    expect((await send([])).errors).toMatchObject([
      {
        message: 'Argument "input.copyIds" must have from 1 to 25 entries.',
        extensions: { code: 'BAD_USER_INPUT', argument: 'input.copyIds' },
      },
    ]);
    expect((await send([one])).errors).toBeUndefined();
    expect((await send([other])).errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
  });
}

/** Who works in two stores, and somebody who may rent and has nothing out. */
async function findPeople(sql: TestDatabase['sql']): Promise<People> {
  const [people] = await sql<People[]>`
  select here.staff_id as here, there.staff_id as there, here.store_id as home,
    (select min(customer_id) from customer.customer c where active and not exists (
      select from rental.rental r where r.customer_id = c.customer_id and return_date is null
    )) as customer
  from store.staff here join store.staff there on there.store_id <> here.store_id
  where here.active and there.active order by 1, 2 limit 1`;
  if (!people) throw new Error('nobody works in two stores');
  return people;
}
