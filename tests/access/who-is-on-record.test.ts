import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { openWatchedHouse } from './people.fixture.ts';

const database = await createSampleDatabase();
const house = await openWatchedHouse(database);
const { sql } = database;

test('what was denied, and whose data staff have read, is on record when the house has stopped', async () => {
  await house.askAs('anonymous', 'query Look { customers { totalCount } again: customers { totalCount } }');
  await house.askAs('customer', '{ customers { totalCount } }');
  await house.askAs('customer', '{ rental(id: "1") { id ... on Rental { staff { id } } } }');
  await house.askAs(
    'staff',
    'mutation Leave { deactivateStaff(input: { idempotencyKey: "x", staffId: "1" }) { userErrors { code } } }',
  );
  const [customer, staff] = [Number(house.rows.customer), Number(house.rows.staff)];
  expect((await house.askAs('staff', `{ customer(id: "${customer}") { email } }`)).data).toMatchObject({
    customer: { email: expect.any(String) as string },
  });
  await house.askAs('customer', `{ customer(id: "${customer}") { email } }`);
  await house.stop();

  const denied = await sql`
    select actor_kind as who, actor_id as id, coordinate, operation_name as name, sum(count)::integer as count
    from identity.access_denial group by 1, 2, 3, 4 order by 1 nulls first, 3`;
  expect(denied).toEqual([
    { who: null, id: null, coordinate: 'Query.customers', name: 'Look', count: 1 },
    { who: 'customer', id: customer, coordinate: 'Query.customers', name: null, count: 1 },
    { who: 'customer', id: customer, coordinate: 'Rental.staff', name: null, count: 1 },
    { who: 'staff', id: staff, coordinate: 'Mutation.deactivateStaff', name: 'Leave', count: 1 },
  ]);
  const read = await sql`
    select payload ->> 'staffId' as "staffId", payload -> 'customerIds' as "customerIds" from customer.outbox
    where subject = 'customer.customer.read'`;
  expect(read).toEqual([{ staffId: String(staff), customerIds: [customer] }]);
});
