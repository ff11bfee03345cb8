import { toMoney } from '@reelhouse/money';
import { loadRow } from '@reelhouse/subgraph';
import { isOverdue } from '../domain/overdue.ts';
import { viewerCanCheckIn } from '../domain/viewer-rights.ts';
import type { RentalResolvers } from '../generated/resolvers.ts';

export const rental: RentalResolvers = {
  __resolveReference: ({ id }, { rentals }) => loadRow(rentals.byId, id),
  // It may have gone to a store whose copies the viewer does not see.
  copy: ({ copyId }, _args, { copies }) => loadRow(copies.byId, copyId),
  film: ({ filmId }) => ({ id: filmId }),
  customer: ({ customerId }) => ({ id: customerId }),
  store: ({ storeId }) => ({ id: storeId }),
  staff: ({ staffId }) => ({ id: staffId }),
  price: ({ priceMinor, currency }) => toMoney(priceMinor, currency),
  overdue: (row, _args, { now }) => isOverdue(row, now),
  viewerCanCheckIn: (row, _args, { viewer }) => viewerCanCheckIn(viewer, row),
};
