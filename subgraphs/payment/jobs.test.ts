import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { askSubgraph, createTestDatabase } from '@reelhouse/test-database';
import { afterEach, expect, test } from 'vitest';
import { paymentSubgraph } from './subgraph.ts';

const database = await createTestDatabase();
const { sql } = database;
const clock = new ManualClock('2031-11-15T12:00:00Z');
const { subgraph } = askSubgraph(paymentSubgraph, database, clock);
const runner = subgraph.jobRunner(createLogger({ name: 'test', level: 'silent' }));

async function months(): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select substr(relname, 9) as name from pg_inherits join pg_class on oid = inhrelid
    where inhparent = 'payment.payment'::regclass and relname >= 'payment_2031' and relname <> 'payment_default' order by 1`;
  return rows.map(({ name }) => name);
}

async function pay(date: string): Promise<void> {
  await sql`
    insert into payment.payment (customer_id, staff_id, store_id, amount_minor, payment_date)
    values (1, 1, 1, 499, ${date}::text::timestamptz)`;
}

afterEach(async () => {
  for (const month of await months()) await sql.unsafe(`drop table payment.payment_${month}`);
  await sql`truncate payment.payment, payment.payment_key`;
});

test('the months of the next quarter are made, and once', async () => {
  expect(await runner.runNow('make-partitions')).toMatchObject({ outcome: 'succeeded' });
  expect(await months()).toEqual(['2031_11', '2031_12', '2032_01', '2032_02']);
  await pay('2032-02-29T23:59:59Z');
  clock.advance(24 * 60 * 60);
  expect(await runner.runNow('make-partitions')).toMatchObject({ outcome: 'succeeded' });
  expect(await months()).toHaveLength(4);
  const standings = await runner.standings();
  expect(standings.map(({ job }) => job.name)).toContain('make-partitions');
});

test('payments without a month raise an alarm until they are moved, and other months are made all the same', async () => {
  await pay('2031-12-24T18:00:00Z');
  clock.advance(24 * 60 * 60);
  expect(await runner.runNow('make-partitions')).toMatchObject({ outcome: 'failed', error: 'PaymentsWithoutMonth' });
  expect(await months()).toEqual(['2031_11', '2032_01', '2032_02']);
  expect(await sql`select from payment.payment_default`).toHaveLength(1);

  await sql.begin(async (tx) => {
    const [payment] = await tx`delete from payment.payment_default returning *`;
    await tx`delete from payment.payment_key`;
    await tx`select payment.make_payment_partitions('2031-12-01', '2031-12-01')`;
    await tx`insert into payment.payment ${tx(payment!)}`;
  });
  expect(await runner.runNow('make-partitions')).toMatchObject({ outcome: 'succeeded' });
  expect(await months()).toHaveLength(4);
});

test('whoever uses the payments is not kept waiting by a month that cannot be made now', async () => {
  const report = await sql.begin(async (tx) => {
    await tx`select from payment.payment limit 1`;
    return runner.runNow('make-partitions');
  });
  expect(report).toMatchObject({ outcome: 'failed', error: 'PostgresError 55P03' });
  expect(await runner.runNow('make-partitions')).toMatchObject({ outcome: 'succeeded' });
});
