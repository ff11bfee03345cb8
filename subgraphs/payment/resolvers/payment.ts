import { toMoney } from '@reelhouse/money';
import { loadRow } from '@reelhouse/subgraph';
import type { PaymentResolvers } from '../generated/resolvers.ts';

export const payment: PaymentResolvers = {
  __resolveReference: ({ id }, { payments }) => loadRow(payments.byId, id),
  amount: ({ amountMinor, currency }) => toMoney(amountMinor, currency),
  customer: ({ customerId }) => ({ id: customerId }),
  staff: ({ staffId }) => ({ id: staffId }),
  rental: ({ rentalId }) => (rentalId === null ? null : { id: rentalId }),
  store: ({ storeId }) => ({ id: storeId }),
};
