import { viewerOf } from '@reelhouse/auth';
import { askSubgraph, createSampleDatabase, planEveryList, sampleAsOf } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { paymentPolicy } from './domain/payment-policy.ts';
import { paymentList } from './store/payment.ts';
import { paymentSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { ask, entities, execute, statements } = askSubgraph(paymentSubgraph, database).as(asService);
const { sql } = database;

// In the sample every rental has one payment. Rental 2 gets two more, and one payment is for an order.
const added = await sql<{ id: number }[]>`
  insert into payment.payment (customer_id, staff_id, rental_id, order_id, store_id, amount_minor, payment_date)
  values (5, 1, 2, null, 1, 0, '2026-03-30T10:00:00Z'), (5, 2, 2, null, 2, 100, '2026-03-30T09:00:00.123456Z'),
    (6, 1, null, 1, 1, 1250, '2026-03-30T11:00:00Z')
  returning payment_id as id`;
const ofOrder = String(added.at(-1)?.id);

/** The ids of the payments that SQL finds, as the graph writes them. */
async function payments(condition: string, order = 'payment_date, payment_id'): Promise<string[]> {
  const rows = await sql.unsafe<{ id: number }[]>(
    `select payment_id as id from payment.payment where ${condition} order by ${order}`,
  );
  return rows.map(({ id }) => String(id));
}

const edges = (ids: readonly string[]) => ids.map((id) => ({ node: { id } }));

describe('a payment', () => {
  test.each(['1', '9000', ofOrder])('has every field of its row (%s)', async (id) => {
    const [row] = await sql`select * from payment.payment where payment_id = ${id}`;
    const { payment } = await ask(
      `query ($id: ID!) { payment(id: $id) {
        id paymentDate amount { amount currency }
        customer { __typename id } staff { __typename id } rental { __typename id } store { __typename id }
      } }`,
      { id },
    );
    const rental = row!['rental_id'];
    expect(rental === null).toBe(id === ofOrder);
    expect(payment).toEqual({
      id,
      paymentDate: (row!['payment_date'] as Date).toISOString(),
      amount: { amount: (row!['amount_minor'] / 100).toFixed(2), currency: 'USD' },
      customer: { __typename: 'Customer', id: String(row!['customer_id']) },
      staff: { __typename: 'Staff', id: String(row!['staff_id']) },
      rental: rental === null ? null : { __typename: 'Rental', id: String(rental) },
      store: { __typename: 'Store', id: String(row!['store_id']) },
    });
  });

  test.each(['0', '-1', '01', 'abc', '', '2147483648', '99999999'])('is null where none has the id %j', async (id) => {
    expect(await ask('query ($id: ID!) { payment(id: $id) { id } }', { id })).toEqual({ payment: null });
  });
});

describe('_entities', () => {
  test('answers in the order of the representations, null where there is no payment', async () => {
    const representations = ['3', '999999', '1', 'x', '3'].map((id) => ({ __typename: 'Payment', id }));
    expect(await entities(representations, '{ ... on Payment { id } }')).toEqual([
      { id: '3' },
      null,
      { id: '1' },
      null,
      { id: '3' },
    ]);
  });

  const hundred = Array.from({ length: 100 }, (_, index) => String(100 - index));

  test.each([
    ['Payment', 'amount { amount } customer { id }', 1],
    ['Rental', 'payments { totalCount edges { node { id } } }', 3],
    ['Customer', 'payments(first: 2, sort: { field: AMOUNT }) { totalCount edges { node { id } } }', 3],
    ['Staff', 'payments(first: 2) { totalCount edges { node { id } } }', 3],
    ['Store', '', 0],
  ])('reads a hundred of %s { %s } with %i statements', async (__typename, selection, count) => {
    statements.length = 0;
    const representations = hundred.map((id) => ({ __typename, id }));
    const answer = await entities(representations, `{ ... on ${__typename} { id ${selection} } }`);
    expect(answer).toMatchObject(hundred.map((id) => ({ id })));
    expect(statements).toHaveLength(count);
  });

  test.each(['Rental', 'Customer', 'Staff', 'Store'])('an id that no %s can have is null', async (__typename) => {
    expect(await entities([{ __typename, id: 'x' }], `{ ... on ${__typename} { id } }`)).toEqual([null]);
  });
});

describe('lists of payments', () => {
  test.each([
    ['{ customerId: "5" }', 'customer_id = 5'],
    ['{ staffId: "2" }', 'staff_id = 2'],
    ['{ rentalId: "2" }', 'rental_id = 2'],
    ['{ storeId: "1" }', 'store_id = 1'],
    ['{ minAmount: "5" }', 'amount_minor >= 500'],
    ['{ maxAmount: "1.00" }', 'amount_minor <= 100'],
    ['{ minAmount: "4.99", maxAmount: "4.99" }', 'amount_minor = 499'],
    ['{ paidFrom: "2026-03-01T00:00:00Z" }', `payment_date >= '2026-03-01T00:00:00Z'`],
    ['{ paidBefore: "2026-01-01T00:00:00Z" }', `payment_date < '2026-01-01T00:00:00Z'`],
    [
      '{ paidFrom: "2026-02-01T12:30:00Z", paidBefore: "2026-02-02T14:30:00+02:00" }',
      `payment_date >= '2026-02-01T12:30:00Z' and payment_date < '2026-02-02T12:30:00Z'`,
    ],
    ['{ customerId: "no" }', 'false'],
    ['{ storeId: "2", staffId: "1", minAmount: "3" }', 'store_id = 2 and staff_id = 1 and amount_minor >= 300'],
    [
      '{ customerId: "7", paidFrom: "2025-12-01T00:00:00Z" }',
      `customer_id = 7 and payment_date >= '2025-12-01T00:00:00Z'`,
    ],
    ['{ customerId: null, minAmount: null, paidFrom: null }', 'true'],
  ])('filter %s', async (filter, condition) => {
    const expected = await payments(condition);
    expect(await ask(`{ payments(first: 100, filter: ${filter}) { totalCount edges { node { id } } } }`)).toEqual({
      payments: { totalCount: expected.length, edges: edges(expected.slice(0, 100)) },
    });
  });

  test('a period has its first moment and not its last', async () => {
    const period = '{ paidFrom: "2026-03-30T10:00:00Z", paidBefore: "2026-03-30T11:00:00Z" }';
    const { payments: found } = await ask(`{ payments(first: 100, filter: ${period}) { edges { node { id } } } }`);
    const ids = added.map(({ id }) => ({ node: { id: String(id) } }));
    expect(found).toMatchObject({ edges: expect.arrayContaining([ids[0]]) });
    expect(found).not.toMatchObject({ edges: expect.arrayContaining([ids[1]]) });
    expect(found).not.toMatchObject({ edges: expect.arrayContaining([ids[2]]) });
  });

  test('without a sort, a list is in the order of the dates', async () => {
    const expected = (await payments('true')).slice(0, 20);
    expect(await ask('{ payments { edges { node { id } } } }')).toEqual({ payments: { edges: edges(expected) } });
  });

  describe.each([
    ['PAYMENT_DATE', 'payment_date'],
    ['AMOUNT', 'amount_minor'],
  ])('by %s', (field, expression) => {
    test.each([
      ['ASCENDING', 'asc'],
      ['DESCENDING', 'desc'],
    ])('%s, forwards and backwards through all pages', async (direction, sqlDirection) => {
      const expected = await payments(
        `staff_id = 1 and payment_date >= '2026-02-01T00:00:00Z'`,
        `${expression} ${sqlDirection}, payment_id ${sqlDirection}`,
      );
      expect(expected.length).toBeGreaterThan(200);
      const sort = `sort: { field: ${field}, direction: ${direction} }`;
      expect(await walk(sort, 'first', 'after')).toEqual(expected);
      expect(await walk(sort, 'last', 'before')).toEqual(expected);
    });
  });

  /** Reads page after page and gives the ids in the order of the list. */
  async function walk(sort: string, size: 'first' | 'last', cursorArgument: string): Promise<string[]> {
    const filter = 'filter: { staffId: "1", paidFrom: "2026-02-01T00:00:00Z" }';
    const forwards = size === 'first';
    let found: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const from: string = cursor === null ? '' : `${cursorArgument}: "${cursor}"`;
      const answer = await ask(`{ payments(${size}: 100, ${filter}, ${sort} ${from}) {
        edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      } }`);
      const page = answer['payments'] as PaymentPage;
      const ids = page.edges.map(({ node }) => node.id);
      found = forwards ? [...found, ...ids] : [...ids, ...found];
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
      expect(forwards ? hasPreviousPage : hasNextPage).toBe(cursor !== null);
      if (!(forwards ? hasNextPage : hasPreviousPage)) return found;
      cursor = forwards ? endCursor : startCursor;
    }
  }

  test.each([
    ['a service', asService],
    ['staff', asStaff(1, 1)],
    ['a customer', asCustomer(1)],
    ['nobody', undefined],
  ])('PostgreSQL plans every statement that they can send for %s', async (_, identity) => {
    const filter = {
      customerId: 1,
      staffId: 1,
      rentalId: 1,
      storeId: 1,
      minAmountMinor: 1,
      maxAmountMinor: 1,
      paidFrom: sampleAsOf,
      paidBefore: sampleAsOf,
    };
    const role = database.connectAs('payment', { connections: 1 });
    const list = paymentList(paymentPolicy(viewerOf(identity)));
    expect(await planEveryList(role, list, filter)).toBeGreaterThan(0);
  });

  test('those of a rental, a customer and a member of the staff hold their filters', async () => {
    const period = 'filter: { paidFrom: "2026-03-01T00:00:00Z", paidBefore: "2026-03-15T00:00:00Z" }';
    const answer = await entities(
      [
        { __typename: 'Rental', id: '2' },
        { __typename: 'Customer', id: '5' },
        { __typename: 'Staff', id: '2' },
        { __typename: 'Rental', id: '999999' },
      ],
      `{
        ... on Rental { payments(sort: { field: AMOUNT, direction: DESCENDING }) { totalCount edges { node { id } } } }
        ... on Customer { payments(${period}) { totalCount edges { node { id } } } }
        ... on Staff { payments(first: 100, ${period}) { totalCount edges { node { id } } } }
      }`,
    );
    const inPeriod = `payment_date >= '2026-03-01T00:00:00Z' and payment_date < '2026-03-15T00:00:00Z'`;
    const ofRental = await payments('rental_id = 2', 'amount_minor desc, payment_id desc');
    const ofCustomer = await payments(`customer_id = 5 and ${inPeriod}`);
    const ofStaff = await payments(`staff_id = 2 and ${inPeriod}`);
    expect(ofRental).toHaveLength(3);
    expect(answer).toEqual([
      { payments: { totalCount: 3, edges: edges(ofRental) } },
      { payments: { totalCount: ofCustomer.length, edges: edges(ofCustomer) } },
      { payments: { totalCount: ofStaff.length, edges: edges(ofStaff.slice(0, 100)) } },
      { payments: { totalCount: 0, edges: [] } },
    ]);
  });

  test('totalCount alone reads no page, and a page alone counts nothing', async () => {
    statements.length = 0;
    await ask('{ payments { totalCount } }');
    expect(statements).toEqual([expect.stringContaining('count(*)')]);
    statements.length = 0;
    await ask('{ payments { edges { cursor } } }');
    expect(statements.join()).not.toContain('count(*)');
  });
});

interface PaymentPage {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

describe('refused, naming the argument', () => {
  test.each([
    ['{ payments(first: -1) { totalCount } }', 'first'],
    ['{ payments(after: "nonsense") { totalCount } }', 'after'],
    [`{ payments(after: "${Buffer.from('["PAYMENT_DATE","x","1"]').toString('base64url')}") { totalCount } }`, 'after'],
    ...['customerId', 'staffId', 'rentalId', 'storeId'].map((field) => [
      `{ payments(filter: { ${field}: "${'9'.repeat(65)}" }) { totalCount } }`,
      `filter.${field}`,
    ]),
    ['{ payments(filter: { minAmount: "1.999" }) { totalCount } }', 'filter.minAmount'],
    ['{ payments(filter: { maxAmount: "99999999999" }) { totalCount } }', 'filter.maxAmount'],
  ])('%s', async (operation, argument) => {
    const { errors } = await execute(operation);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });

  test.each(['2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:00:00-02:00'])(
    '%s, which is in no calendar',
    async (time) => {
      const { errors } = await execute(
        `{ payments(filter: { paidFrom: "${time}", paidBefore: "${time}" }) { totalCount } }`,
      );
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    },
  );
});
