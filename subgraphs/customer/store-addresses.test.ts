import { EventEmitter, once } from 'node:events';
import { ManualClock } from '@reelhouse/clock';
import {
  consume,
  offerSnapshot,
  openInProcessBus,
  recordDatasetReplaced,
  recordEvent,
  startRelay,
} from '@reelhouse/events';
import { createLogger } from '@reelhouse/logging';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeChanged } from '../store/events.ts';
import { storeSnapshots } from '../store/snapshots.ts';
import { customerConsumers } from './consumers.ts';

const database = await createSampleDatabase();
const { sql } = database;
const customer = database.connectAs('customer', { connections: 8 });
const store = database.connectAs('store', { connections: 8 });
const clock = new ManualClock('2026-03-31T12:00:00Z');
const log = createLogger({ name: 'test', level: 'silent' });
const bus = openInProcessBus({ owners: { store }, clock });
const moved = new EventEmitter();
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  await sql.unsafe(`
    create function customer.tell_moved() returns trigger language plpgsql as 'begin notify moved; return null; end';
    create trigger told after insert or update on customer.consumer_position
      for each statement execute function customer.tell_moved();`);
  await sql.listen('moved', () => moved.emit('moved'));
});
afterAll(async () => {
  await Promise.all(open.map((part) => part.close()));
  await bus.close();
});

/** Waits until all that the store subgraph has told was handled. */
async function through(): Promise<void> {
  for (;;) {
    const next = once(moved, 'moved');
    const [row] = await sql<{ through: boolean }[]>`
      select bool_and(log_sequence = newest) as through
      from customer.consumer_position, (
        select max(log_sequence) as newest, count(*) filter (where log_sequence is null) as unpublished from store.outbox
      ) log
      where consumer = 'customer-store-addresses' and watermark is not null and unpublished = 0`;
    if (row?.through) return;
    await next;
  }
}

/** Every store that is not where it is noted. */
const wrong = async () => [
  ...(await sql`
    select store_id from store.store s full join customer.store_address a using (store_id)
    where a.address_id is distinct from s.address_id`),
];
const noted = async (id: number) =>
  (await sql`select address_id from customer.store_address where store_id = ${id}`)[0];

test('sample rows come with where stores are, before anybody has told', async () => {
  expect(await sql`select from customer.store_address`).not.toHaveLength(0);
  expect(await wrong()).toEqual([]);
});

test('a new consumer begins with all stores', async () => {
  await sql`delete from customer.store_address where store_id = 1`;
  await sql`insert into customer.store_address values (77, 9)`;
  for (const { name, read } of storeSnapshots) await offerSnapshot({ bus, owner: 'store', sql: store, name, read });
  open.push(startRelay({ bus, owner: 'store', sql: store, clock, log }));
  const [, consumer] = customerConsumers;
  open.push(consume({ bus, sql: customer, clock, log, takeOverMs: 50, ...consumer! }));
  await through();
  expect(await wrong()).toEqual([]);
});

test('a store that is opened and moves is where it is told to be', async () => {
  const tell = (addressId: number) =>
    store.begin((tx) =>
      recordEvent(tx, storeChanged, { aggregateId: 78, occurredAt: clock.now(), payload: { storeId: 78, addressId } }),
    );
  await tell(11);
  await through();
  expect(await noted(78)).toEqual({ address_id: 11 });
  await tell(12);
  await through();
  expect(await noted(78)).toEqual({ address_id: 12 });
});

test('when all rows are replaced, stores are where the new rows say', async () => {
  await sql.begin(async (tx) => {
    await tx`update store.store set address_id = 13 where store_id = 2`;
    await recordDatasetReplaced(tx, ['store'], 'imported', clock.now());
  });
  await through();
  expect(await noted(78)).toBeUndefined();
  expect(await wrong()).toEqual([]);
});
