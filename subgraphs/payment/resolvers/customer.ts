import { pageRequest } from '@reelhouse/connections';
import { resolveReference } from '@reelhouse/subgraph';
import { parsePaymentFilter } from '../domain/payment-filter.ts';
import { paymentOrder } from '../domain/payment-order.ts';
import type { CustomerResolvers } from '../generated/resolvers.ts';

export const customer: CustomerResolvers = {
  __resolveReference: resolveReference,
  payments: ({ id }, page, { payments }) =>
    payments.list.of('customer', id, parsePaymentFilter(page.filter), pageRequest(page, paymentOrder(page.sort))),
};
