import { toMoney } from '@reelhouse/money';
import { loadExisting, loadRow } from '@reelhouse/subgraph';
import { isOverdue } from '../domain/overdue.ts';
import type { RentalResolvers } from '../generated/resolvers.ts';

export const rental: RentalResolvers = {
  __resolveReference: ({ id }, { rentals }) => loadRow(rentals.byId, id),
  copy: ({ copyId }, _args, { copies }) => loadExisting(copies.byId, copyId),
  film: ({ filmId }) => ({ id: filmId }),
  customer: ({ customerId }) => ({ id: customerId }),
  store: ({ storeId }) => ({ id: storeId }),
  staff: ({ staffId }) => ({ id: staffId }),
  price: ({ priceMinor, currency }) => toMoney(priceMinor, currency),
  overdue: (row, _args, { now }) => isOverdue(row, now),
};
