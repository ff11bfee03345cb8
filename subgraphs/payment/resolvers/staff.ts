import { pageRequest } from '@reelhouse/connections';
import { resolveReference } from '@reelhouse/subgraph';
import { parsePaymentFilter } from '../domain/payment-filter.ts';
import { paymentOrder } from '../domain/payment-order.ts';
import type { StaffResolvers } from '../generated/resolvers.ts';

export const staff: StaffResolvers = {
  __resolveReference: resolveReference,
  payments: ({ id }, page, { payments }) =>
    payments.list.of('staff', id, parsePaymentFilter(page.filter), pageRequest(page, paymentOrder(page.sort))),
};
