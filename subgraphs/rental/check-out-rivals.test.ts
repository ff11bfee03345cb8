import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDesk } from './desk.fixture.ts';
import { checkOut } from './domain/check-out.ts';

const database = await createSampleDatabase();
const desk = openDesk(database);
const { clock } = desk;
const { sql } = database;

const staffId = '1';
const [{ customerId } = { customerId: 0 }] = await sql<{ customerId: number }[]>`
  select min(c.customer_id) as "customerId" from customer.customer c
  join customer.customer next on next.customer_id = c.customer_id + 1 and next.active where c.active`;

/** A copy on the shelf of the staff's store. */
async function copyOnShelf(): Promise<string> {
  const [row] = await sql<{ id: number }[]>`
    select min(inventory_id) as id from rental.inventory_item
    where status = 'on_shelf' and store_id = (select store_id from store.staff where staff_id = ${staffId} and active)`;
  return String(row?.id);
}

const notOnShelf = { code: 'COPY_NOT_ON_SHELF', path: ['input', 'copyIds', '0'] };

beforeEach(() => clock.advance(60));

describe('a rival', () => {
  const inputOf = (copyId: string, customer = customerId) => ({
    idempotencyKey: randomUUID(),
    customerId: String(customer),
    staffId,
    copyIds: [copyId],
  });
  const openRentals = async (copyId: string) => {
    const [row] = await sql`
      select count(*)::integer as open from rental.rental where inventory_id = ${copyId} and return_date is null`;
    return row!['open'] as number;
  };

  test('that rents the copy before it is locked is seen', async () => {
    const copyId = await copyOnShelf();
    let rival: unknown;
    const result = await checkOut(
      {
        ...desk.services(),
        async onPoint(point) {
          if (point === 'asked') rival = await checkOut(desk.services(), inputOf(copyId, customerId + 1));
        },
      },
      inputOf(copyId),
    );
    expect(rival).toMatchObject({ userErrors: [] });
    expect(result).toMatchObject({ rentalIds: null, userErrors: [notOnShelf] });
    expect(await openRentals(copyId)).toBe(1);
  });

  test('that wants the copy between check and write waits, and does not get it', async () => {
    const copyId = await copyOnShelf();
    let rival: Promise<unknown> | undefined;
    const result = await checkOut(
      {
        ...desk.services(),
        async onPoint(point) {
          if (point !== 'checked') return;
          rival = checkOut(desk.services(), inputOf(copyId, customerId + 1));
          await Promise.race([rival, untilSomebodyWaits()]);
        },
      },
      inputOf(copyId),
    );
    expect(result).toMatchObject({ userErrors: [] });
    expect(await rival).toMatchObject({ userErrors: [notOnShelf] });
    expect(await openRentals(copyId)).toBe(1);
  });

  test('that locks nothing and writes a rental is found by the table, and told of as a refusal', async () => {
    const copyId = await copyOnShelf();
    const result = await checkOut(
      {
        ...desk.services(),
        async onPoint(point) {
          if (point !== 'checked') return;
          await sql`
            insert into rental.rental (
              rental_date, inventory_id, customer_id, staff_id, store_id, due_at, price_minor, duration_days, film_title
            ) values (${clock.now()}, ${copyId}, 2, 1, 1, ${new Date('2026-04-30')}, 99, 3, 'A Film')`;
        },
      },
      inputOf(copyId),
    );
    expect(result).toMatchObject({ rentalIds: null, userErrors: [notOnShelf] });
    expect(await openRentals(copyId)).toBe(1);
    await sql`delete from rental.rental where inventory_id = ${copyId} and return_date is null`;
  });

  /** Waits until a statement of another connection waits for a lock. */
  async function untilSomebodyWaits(): Promise<void> {
    for (;;) {
      const [row] = await sql`
        select count(*)::integer as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      if (row!['waiting'] > 0) return;
    }
  }
});
