import { createHash } from 'node:crypto';
import { systemClock as clock } from '@reelhouse/clock';
import type { Sql, Transaction } from '@reelhouse/database';
import type { DeskWork } from './desk-work.ts';
import type { DeskCommands } from './rent-and-return.ts';

/**
 * The statements that the two commands have to make at least, one transaction each, as somebody would write them who knows
 * that all goes well: nothing is looked up, checked or formatted, and what does not wait for another answer is sent
 * at once.
 */
export function bareCommands(sql: Sql): DeskCommands {
  return {
    async checkOut(work, key) {
      const { copyId, customerId, staffId, storeId } = work;
      const now = clock.now();
      const due = new Date(now.getTime() + 3 * 24 * 60 * 60 * 1000);
      await sql.begin(async (tx) => {
        await claim(tx, 'checkOut', staffId, key, now);
        await tx`select inventory_id, status from inventory_item where inventory_id = ${copyId} for no key update`;
        const [rental] = await tx<{ id: number }[]>`
          insert into rental (rental_date, inventory_id, customer_id, staff_id, store_id, due_at, price_minor, currency,
            duration_days, film_title, last_update)
          values (${now}, ${copyId}, ${customerId}, ${staffId}, ${storeId}, ${due}, 499, 'USD', 3, 'ACADEMY DINOSAUR', ${now})
          returning rental_id as id`;
        const id = rental?.id ?? 0;
        await Promise.all([
          move(tx, work, { status: 'rented', reason: 'checked out', key, rentalId: id, now }),
          tell(tx, 'rental.rental.rented', 'rental', id, now, rentalPayload(work, id, now)),
          keep(tx, 'checkOut', staffId, key, id),
        ]);
      });
    },
    async checkIn(work, key) {
      const { copyId, staffId } = work;
      const now = clock.now();
      await sql.begin(async (tx) => {
        await claim(tx, 'checkIn', staffId, key, now);
        await tx`select inventory_id, status from inventory_item where inventory_id = ${copyId} for no key update`;
        const [rental] = await tx<{ id: number }[]>`
          update rental set return_date = ${now}, last_update = ${now}
          where inventory_id = ${copyId} and return_date is null returning rental_id as id`;
        const id = rental?.id ?? 0;
        await Promise.all([
          move(tx, work, { status: 'on_shelf', reason: 'checked in', key, rentalId: id, now }),
          tell(tx, 'rental.rental.returned', 'rental', id, now, rentalPayload(work, id, now)),
          keep(tx, 'checkIn', staffId, key, id),
        ]);
      });
    },
  };
}

async function claim(tx: Transaction, command: string, staffId: number, key: string, now: Date): Promise<void> {
  await tx`
    insert into idempotency_key (command, caller, key, input_hash, created_at)
    values (${command}, ${`staff:${staffId}`}, ${key}, ${createHash('sha256').update(key).digest()}, ${now})`;
}

interface BareMove {
  readonly status: 'rented' | 'on_shelf';
  readonly reason: string;
  readonly key: string;
  readonly rentalId: number;
  readonly now: Date;
}

/** The movement is written by the table's trigger. */
async function move(tx: Transaction, work: DeskWork, { status, reason, key, rentalId, now }: BareMove): Promise<void> {
  const { copyId, staffId } = work;
  const said = JSON.stringify({ reason, staffId, commandKey: key, rentals: { [copyId]: rentalId } });
  const payload = { copyId, filmId: work.filmId, storeId: work.storeId, to: status, at: now.toISOString() };
  await Promise.all([
    tx`select set_config('rental.movement', ${said}, true)`,
    tx`update inventory_item set status = ${status}, last_update = ${now} where inventory_id = ${copyId}`,
    tell(tx, 'rental.copy.status_changed', 'copy', copyId, now, payload),
  ]);
}

async function tell(
  tx: Transaction,
  subject: string,
  aggregate: string,
  id: number,
  now: Date,
  payload: object,
): Promise<void> {
  await tx`
    insert into outbox (subject, version, aggregate_type, aggregate_id, payload, occurred_at)
    values (${subject}, 1, ${aggregate}, ${String(id)}, ${JSON.stringify(payload)}::text::jsonb, ${now})`;
}

async function keep(tx: Transaction, command: string, staffId: number, key: string, rentalId: number): Promise<void> {
  await tx`
    update idempotency_key set result = ${JSON.stringify({ rentalIds: [rentalId], userErrors: [] })}::text::json
    where command = ${command} and caller = ${`staff:${staffId}`} and key = ${key}`;
}

/** As large as the real one. */
function rentalPayload(work: DeskWork, rentalId: number, now: Date): object {
  const at = now.toISOString();
  return {
    ...work,
    rentalId,
    rentedAt: at,
    dueAt: at,
    priceMinor: 499,
    currency: 'USD',
    durationDays: 3,
    filmTitle: '',
  };
}
