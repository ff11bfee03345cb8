import { pageRequest } from '@reelhouse/connections';
import { loadRow } from '@reelhouse/subgraph';
import { parsePaymentFilter } from '../domain/payment-filter.ts';
import { paymentOrder } from '../domain/payment-order.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const query: QueryResolvers = {
  payment: (_root, { id }, { payments }) => loadRow(payments.byId, id),
  payments: (_root, page, { payments }) =>
    payments.list.all(parsePaymentFilter(page.filter), pageRequest(page, paymentOrder(page.sort))),
};
