import { ManualClock } from '@reelhouse/clock';
import { recordEvent } from '@reelhouse/events';
import { createLogger } from '@reelhouse/logging';
import { askSubgraph, createSampleDatabase, sampleAsOf } from '@reelhouse/test-database';
import { afterEach, expect, test } from 'vitest';
import { rentalReturned } from './events.ts';
import { rentalSubgraph } from './subgraph.ts';

const day = 24 * 60 * 60;
const database = await createSampleDatabase();
const { sql } = database;
const clock = new ManualClock(sampleAsOf.toISOString());
const { subgraph } = askSubgraph(rentalSubgraph, database, clock);
const runner = subgraph.jobRunner(createLogger({ name: 'test', level: 'silent' }));

const told = () => sql<{ rentalId: number; at: Date }[]>`
  select aggregate_id::integer as "rentalId", occurred_at as at from rental.outbox
  where subject = 'rental.rental.overdue' order by 1`;
const overdue = (after: Date, until: Date) => sql<{ id: number }[]>`
  select rental_id as id from rental.rental
  where return_date is null and due_at >= ${after} and due_at < ${until} order by 1`;
const markOverdue = async () => expect(await runner.runNow('mark-overdue')).toMatchObject({ outcome: 'succeeded' });

afterEach(async () => {
  await sql`delete from rental.outbox`;
});

/** Where the sample rows end. */
const begin = new Date('2026-03-31T00:00:00Z');

test('what was overdue when the rows came is not told, and each later one once', async () => {
  const first = await overdue(begin, clock.now());
  await markOverdue();
  expect((await told()).map(({ rentalId }) => rentalId)).toEqual(first.map(({ id }) => id));
  clock.advance(2 * day);
  const all = await overdue(begin, clock.now());
  expect(all.length).toBeGreaterThan(first.length);
  await markOverdue();
  await markOverdue();
  const events = await told();
  expect(events.map(({ rentalId }) => rentalId)).toEqual(all.map(({ id }) => id));
  expect(events.at(-1)?.at).toEqual(clock.now());
});

test('more than a batch is told, each once', async () => {
  await sql`
    update rental.rental set return_date = null where rental_id in (
      select max(rental_id) from rental.rental join rental.inventory_item using (inventory_id)
      where status = 'on_shelf' group by inventory_id limit 250
    )`;
  await sql`update rental.rental set overdue_told_at = null`;
  const all = await overdue(new Date(0), clock.now());
  expect(all.length).toBeGreaterThan(200);
  await markOverdue();
  expect((await told()).map(({ rentalId }) => rentalId)).toEqual(all.map(({ id }) => id));
});

test('a rental that is being ended is not told of, so nothing comes after its return', async () => {
  const [rental] = await sql<{ id: number; dueAt: Date }[]>`
    select rental_id as id, due_at as "dueAt" from rental.rental where return_date is null and due_at >= ${clock.now()}
    order by due_at limit 1`;
  clock.advance((rental!.dueAt.getTime() - clock.now().getTime()) / 1000 + day);
  await subgraph.sql.begin(async (tx) => {
    await tx`update rental set return_date = ${clock.now()} where rental_id = ${rental!.id}`;
    // The rival: the job runs while the command has not committed.
    await markOverdue();
    const at = clock.now().toISOString();
    await recordEvent(tx, rentalReturned, {
      aggregateId: rental!.id,
      occurredAt: clock.now(),
      payload: {
        ...{ rentalId: rental!.id, copyId: 1, filmId: 1, storeId: 1, customerId: 1, rentedAt: at, dueAt: at },
        ...{ returnedAt: at, staffId: 1, returnedToStoreId: 1 },
      },
    });
  });
  await markOverdue();
  const events = await sql`select subject from rental.outbox where aggregate_id = ${String(rental!.id)}`;
  expect([...events]).toEqual([{ subject: 'rental.rental.returned' }]);
});
