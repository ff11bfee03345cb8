import { recordEvent } from '@reelhouse/events';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asManager } from '../../packages/auth/src/identities.fixture.ts';
import { customersRead, type CustomersRead } from '../customer/events.ts';
import { openPeople } from './people.fixture.ts';

const database = await createSampleDatabase();
const { sql } = database;
const people = await openPeople(database);
const customer = database.connectAs('customer', { connections: 1 });

beforeAll(() => people.start());
afterAll(() => people.stop());

const entries = () => sql`select from identity.audit_entry where kind = 'people_read'`;
async function tell(read: CustomersRead): Promise<void> {
  const told = (await entries()).length;
  await customer.begin((tx) =>
    recordEvent(tx, customersRead, {
      ...{ aggregateId: read.staffId, payload: read, occurredAt: people.clock.now() },
    }),
  );
  await people.until(async () => (await entries()).length > told);
}

const read = { staffId: 1, storeId: 1, customerIds: [5, 7], count: 120, readAt: '2026-03-31T11:59:00.000Z' };
const log = '{ auditLog { edges { node { kind at count actorStaff { id } customer { id } customers { id } } } } }';

test('who read what of customers is there for the managers of the store that they worked in', async () => {
  await tell(read);
  await tell({ ...read, storeId: 2, customerIds: [9], count: 1 });
  const entry = { kind: 'PEOPLE_READ', actorStaff: { id: '1' }, customer: null };
  const { edges } = await people.send('identity', log, {}, asManager(8, 1));
  expect(edges).toEqual([{ node: { ...entry, at: read.readAt, count: 120, customers: [{ id: '5' }, { id: '7' }] } }]);
  const { edges: ofOther } = await people.send('identity', log, {}, asManager(9, 2));
  expect(ofOther).toEqual([{ node: { ...entry, at: read.readAt, count: 1, customers: [{ id: '9' }] } }]);
});

test('what is told again is on record once', async () => {
  const before = (await entries()).length;
  await people.stop();
  // As after a failure between the effect and the note of how far the consumer is.
  await sql`update identity.consumer_position set log_sequence = 0 where owner = 'customer'`;
  await people.start();
  await tell({ ...read, count: 3 });
  expect(await entries()).toHaveLength(before + 1);
});
