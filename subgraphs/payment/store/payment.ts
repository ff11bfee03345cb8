import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { PaymentFilter } from '../domain/payment-filter.ts';
import type { PaymentPolicy } from '../domain/payment-policy.ts';
import type { PaymentSortField } from '../generated/resolvers.ts';

/** A row of `payment.payment`. */
export interface PaymentRow {
  readonly id: number;
  readonly customerId: number;
  readonly staffId: number;
  readonly rentalId: number | null;
  readonly storeId: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paymentDate: Date;
}

/** A list of payments. */
export type PaymentRows = Connection<PaymentRow>;

/** What a list of payments can belong to. */
export type PaymentParent = 'rental' | 'customer' | 'staff';

/**
 * How the payments that are there for somebody are listed: by their date unless told otherwise, because that is what the
 * table is partitioned by.
 */
export function paymentList(policy: PaymentPolicy): KeysetDefinition<PaymentFilter, PaymentSortField, PaymentParent> {
  return {
    from: 'payment p',
    id: 'p.payment_id',
    orders: {
      PAYMENT_DATE: [{ expression: 'p.payment_date', type: 'timestamptz' }],
      AMOUNT: [{ expression: 'p.amount_minor', type: 'integer' }],
    },
    parents: {
      rental: { column: 'p.rental_id' },
      customer: { column: 'p.customer_id' },
      staff: { column: 'p.staff_id' },
    },
    conditions: (filter, fragment) => [
      policy.kind === 'none' && fragment`false`,
      policy.kind === 'store' && fragment`p.store_id = ${policy.storeId}`,
      policy.kind === 'customer' && fragment`p.customer_id = ${policy.customerId}`,
      filter.customerId !== undefined && fragment`p.customer_id = ${filter.customerId}`,
      filter.staffId !== undefined && fragment`p.staff_id = ${filter.staffId}`,
      filter.rentalId !== undefined && fragment`p.rental_id = ${filter.rentalId}`,
      filter.storeId !== undefined && fragment`p.store_id = ${filter.storeId}`,
      filter.minAmountMinor !== undefined && fragment`p.amount_minor >= ${filter.minAmountMinor}`,
      filter.maxAmountMinor !== undefined && fragment`p.amount_minor <= ${filter.maxAmountMinor}`,
      filter.paidFrom !== undefined && fragment`p.payment_date >= ${filter.paidFrom}`,
      filter.paidBefore !== undefined && fragment`p.payment_date < ${filter.paidBefore}`,
    ],
  };
}

/** The payments that are there for whoever makes a request. */
export function paymentStore(sql: Sql, policy: PaymentPolicy) {
  const areAll = policy.kind === 'all';
  const storeId = policy.kind === 'store' ? policy.storeId : null;
  const customerId = policy.kind === 'customer' ? policy.customerId : null;
  const byId = rowLoader(
    // By way of the key, which says in which month the payment is. The limit has PostgreSQL look each of them up there;
    // a plain join reads all months once a page has enough payments.
    (ids) => sql<PaymentRow[]>`
      select p.payment_id as id, p.customer_id as "customerId", p.staff_id as "staffId", p.rental_id as "rentalId",
        p.store_id as "storeId", p.amount_minor as "amountMinor", p.currency, p.payment_date as "paymentDate"
      from payment_key k
      cross join lateral (
        select * from payment where payment_id = k.payment_id and payment_date = k.payment_date limit 1
      ) p
      where k.payment_id = any(${[...ids]}::integer[])
        and (${areAll}::boolean or p.store_id = ${storeId} or p.customer_id = ${customerId})`,
    (payment) => payment.id,
  );
  return { byId, list: createKeysetList(sql, byId, paymentList(policy)) };
}
