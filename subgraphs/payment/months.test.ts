import { viewerOf, type Identity } from '@reelhouse/auth';
import { KeysetStatements } from '@reelhouse/database';
import { createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { paymentPolicy } from './domain/payment-policy.ts';
import { paymentList } from './store/payment.ts';

const database = await createSampleDatabase();
const sql = database.connectAs('payment', { connections: 1 });

type Statements = ReturnType<typeof statementsFor>;
type Statement = ReturnType<Statements['page' | 'pagesOf' | 'count' | 'countsOf']>;

/** What lists send for somebody. */
function statementsFor(identity: Identity | undefined) {
  return new KeysetStatements(sql, paymentList(paymentPolicy(viewerOf(identity))));
}

/** The partitions that PostgreSQL would read, in their order. */
async function partitionsOf(statement: Statement): Promise<string[]> {
  const plan = await sql<{ 'QUERY PLAN': string }[]>`explain ${statement}`;
  const named = plan.flatMap((line) => /\bon (payment_\w+)/.exec(line['QUERY PLAN'])?.[1] ?? []);
  return [...new Set(named)].filter((name) => /^payment_(\d{4}_\d\d|default)$/.test(name)).sort();
}

const viewers: [string, Identity][] = [
  ['a service', asService],
  ['staff', asStaff(1, 1)],
  ['a customer', asCustomer(5)],
];

describe.each([
  ['within a month', '2026-02-10T00:00:00Z', '2026-02-20T00:00:00Z', ['payment_2026_02']],
  ['of a whole month', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', ['payment_2026_02']],
  ['over New Year', '2025-12-31T00:00:00Z', '2026-01-01T00:00:00.001Z', ['payment_2025_12', 'payment_2026_01']],
])('a period %s reads the months that it touches only', (_, from, before, months) => {
  const filter = { paidFrom: new Date(from), paidBefore: new Date(before) };

  describe.each(viewers)('for %s', (_viewer, identity) => {
    const statements = statementsFor(identity);

    test.each([
      ['PAYMENT_DATE', false],
      ['PAYMENT_DATE', true],
      ['AMOUNT', false],
    ] as const)('in a page by %s (descending: %s)', async (field, descending) => {
      const request = { order: { field, descending }, limit: 20, backward: false };
      expect(await partitionsOf(statements.page(filter, request))).toEqual(months);
      expect(await partitionsOf(statements.pagesOf('customer', [1, 2], filter, request))).toEqual(months);
    });

    test('in a count', async () => {
      expect(await partitionsOf(statements.count(filter))).toEqual(months);
      expect(await partitionsOf(statements.countsOf('staff', [1, 2], filter))).toEqual(months);
    });
  });
});

test('for nobody, no month is read', async () => {
  const request = { order: { field: 'PAYMENT_DATE', descending: false }, limit: 20, backward: false } as const;
  expect(await partitionsOf(statementsFor(undefined).page({}, request))).toEqual([]);
  expect(await partitionsOf(statementsFor(undefined).count({}))).toEqual([]);
});

test('without a period, all months are read', async () => {
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
    select count(*)::integer from pg_inherits where inhparent = 'payment'::regclass`;
  expect(await partitionsOf(statementsFor(asService).count({}))).toHaveLength(count);
});
