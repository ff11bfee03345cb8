import { pageRequest } from '@reelhouse/connections';
import { resolveReference } from '@reelhouse/subgraph';
import { paymentOrder } from '../domain/payment-order.ts';
import type { RentalResolvers } from '../generated/resolvers.ts';

export const rental: RentalResolvers = {
  __resolveReference: resolveReference,
  payments: ({ id }, page, { payments }) =>
    payments.list.of('rental', id, {}, pageRequest(page, paymentOrder(page.sort))),
};
