import type { Identity } from '@reelhouse/auth';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { paymentSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const asked = askSubgraph(paymentSubgraph, database);

// Rental 2 is paid for at both stores, by two customers: so that no two viewers see the same payments of anything.
await database.sql`
  insert into payment.payment (customer_id, staff_id, rental_id, store_id, amount_minor, payment_date)
  values (5, 1, 2, 1, 100, '2026-03-30T10:00:00Z'), (5, 2, 2, 2, 200, '2026-03-30T11:00:00Z'),
    (6, 1, 2, 2, 300, '2026-03-30T12:00:00Z'), (6, 2, 2, 1, 400, '2026-03-30T13:00:00Z')`;

/** Whoever asks, and the condition of what they see. */
const viewers: [string, Identity | undefined, string][] = [
  ['nobody', undefined, 'false'],
  ['a customer', asCustomer(5), 'customer_id = 5'],
  ['another customer', asCustomer(6), 'customer_id = 6'],
  ['a customer who has paid nothing', asCustomer(999_999), 'false'],
  ['staff', asStaff(1, 1), 'store_id = 1'],
  ['staff of another store', asStaff(2, 2), 'store_id = 2'],
  ['a manager', asManager(3, 1), 'store_id = 1'],
  ['a manager of another store', asManager(4, 2), 'store_id = 2'],
  ['a member of the staff whose store is not known', { ...asStaff(1, 1), storeId: undefined }, 'false'],
  ['a service', asService, 'true'],
];

/** The ids of the payments that SQL finds, by their dates. */
async function payments(...conditions: string[]): Promise<string[]> {
  const rows = await database.sql.unsafe<{ id: number }[]>(
    `select payment_id as id from payment.payment where ${conditions.join(' and ')} order by payment_date, payment_id`,
  );
  return rows.map(({ id }) => String(id));
}

const connection = (ids: readonly string[]) => ({
  totalCount: ids.length,
  edges: ids.slice(0, 100).map((id) => ({ node: { id } })),
});
const selection = '{ totalCount edges { node { id } } }';

describe.each(viewers)('for %s', (_, identity, seen) => {
  const { ask, entities } = asked.as(identity);

  test('there are the payments of the list, and no others are counted', async () => {
    const answer = await ask(`{ payments(first: 100) ${selection} }`);
    expect(answer).toEqual({ payments: connection(await payments(seen)) });
  });

  test.each([
    ['customerId: "5"', 'customer_id = 5'],
    ['storeId: "2"', 'store_id = 2'],
    ['staffId: "2"', 'staff_id = 2'],
    ['rentalId: "2"', 'rental_id = 2'],
  ])('the filter %s opens nothing', async (filter, condition) => {
    const answer = await ask(`{ payments(first: 100, filter: { ${filter} }) ${selection} }`);
    expect(answer).toEqual({ payments: connection(await payments(seen, condition)) });
  });

  test('a hundred payments by id are those that they see, and null', async () => {
    const all = (await payments('true')).slice(-100);
    const own = new Set(await payments(seen));
    const expected = all.map((id) => (own.has(id) ? { id } : null));
    const representations = all.map((id) => ({ __typename: 'Payment', id }));
    expect(await entities(representations, '{ ... on Payment { id } }')).toEqual(expected);
    const [first = ''] = await payments('rental_id = 2');
    const byId = await ask('query ($id: ID!) { payment(id: $id) { id } }', { id: first });
    expect(byId).toEqual({ payment: own.has(first) ? { id: first } : null });
  });

  test.each([
    ['Rental', '2', 'rental_id = 2'],
    ['Customer', '5', 'customer_id = 5'],
    ['Staff', '2', 'staff_id = 2'],
  ])('those of a %s are those that they see', async (__typename, id, condition) => {
    const [answer] = (await entities(
      [{ __typename, id }],
      `{ ... on ${__typename} { payments(first: 100) ${selection} } }`,
    )) as object[];
    expect(answer).toEqual({ payments: connection(await payments(seen, condition)) });
  });
});

test('a cursor of what somebody else saw leads to nothing that they see', async () => {
  const cursorOf = `{ payments(filter: { rentalId: "2" }, last: 1) { pageInfo { endCursor } } }`;
  const { payments: page } = await asked.as(asService).ask(cursorOf);
  const { endCursor } = (page as { pageInfo: { endCursor: string } }).pageInfo;
  const { ask } = asked.as(asCustomer(5));
  const before = await ask(`{ payments(filter: { rentalId: "2" }, before: "${endCursor}") { edges { node { id } } } }`);
  const seen = await payments('customer_id = 5', 'rental_id = 2');
  expect(before).toEqual({ payments: { edges: seen.map((id) => ({ node: { id } })) } });
});
