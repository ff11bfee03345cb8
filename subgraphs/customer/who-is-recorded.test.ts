import type { Identity } from '@reelhouse/auth';
import { openInProcessBus } from '@reelhouse/events';
import { createLogger } from '@reelhouse/logging';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { customerSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { sql } = database;
const asked = askSubgraph(customerSubgraph, database);
const { subgraph, clock } = asked;
const bus = openInProcessBus({ owners: { customer: subgraph.sql }, clock });
const log = createLogger({ name: 'test', level: 'silent' });

beforeEach(() => sql`truncate customer.outbox`);

/** What is on record when the subgraph has stopped. */
async function recorded(work: () => Promise<unknown>): Promise<object[]> {
  const background = await subgraph.startBackground({ bus, log, hearsOthers: false });
  await work();
  await background.stop();
  const rows = await sql<{ payload: object }[]>`
    select payload from customer.outbox where subject = 'customer.customer.read' order by aggregate_id::integer`;
  return rows.map(({ payload }) => payload);
}
const ask = (identity: Identity | undefined, operation: string) => asked.as(identity).ask(operation);
const readAt = '2026-03-31T12:00:00.000Z';

test('staff who are given customers, each way, are on record', async () => {
  const staff = asStaff(3, 1);
  const told = await recorded(async () => {
    await ask(staff, '{ customer(id: "5") { id } again: customer(id: "5") { email } }');
    await ask(staff, '{ customers(first: 3) { totalCount edges { node { id } } } }');
    await asked.as(staff).entities(
      ['7', '999999', 'x', '5'].map((id) => ({ __typename: 'Customer', id })),
      '{ ... on Customer { lastName } }',
    );
    await asked
      .as(asManager(6, 2))
      .entities(
        [{ __typename: 'Store', id: '1' }],
        '{ ... on Store { customers(first: 2, sort: { field: ID }) { edges { node { id } } } } }',
      );
  });
  const [one, two] = await sql<{ id: number }[]>`
    select customer_id as id from customer.customer where store_id = 1 order by 1 limit 2`;
  expect(told).toEqual([
    { staffId: 3, storeId: 1, customerIds: [5, 1, 2, 3, 7], count: 5, readAt },
    { staffId: 6, storeId: 2, customerIds: [one?.id, two?.id], count: 2, readAt },
  ]);
});

test('who is given none, and customers and services, are not', async () => {
  const told = await recorded(async () => {
    for (const identity of [undefined, asCustomer(5), asService]) {
      await ask(identity, '{ customer(id: "5") { id } customers { edges { node { id } } } }');
    }
    await ask(asStaff(3, 1), '{ customer(id: "999999") { id } customers { totalCount } address(id: "5") { id } }');
  });
  expect(told).toEqual([]);
});

test('an answer comes while nothing can be put on record, which is done later', async () => {
  await sql`alter table customer.outbox rename to outbox_away`;
  const told = recorded(async () => {
    expect(await ask(asStaff(3, 1), '{ customer(id: "5") { id } }')).toEqual({ customer: { id: '5' } });
    await sql`alter table customer.outbox_away rename to outbox`;
  });
  expect(await told).toHaveLength(1);
});
