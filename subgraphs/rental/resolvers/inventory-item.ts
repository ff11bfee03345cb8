import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { destinationOf } from '../domain/destination.ts';
import { parseRentalFilter } from '../domain/rental-filter.ts';
import { viewerCanCheckOut, viewerCanReceive, viewerCanTransfer } from '../domain/viewer-rights.ts';
import type { InventoryItemResolvers } from '../generated/resolvers.ts';

export const inventoryItem: InventoryItemResolvers = {
  __resolveReference: ({ id }, { copies }) => loadRow(copies.byId, id),
  film: ({ filmId }) => ({ id: filmId }),
  store: ({ storeId }) => ({ id: storeId }),
  destination: (copy) => {
    const id = destinationOf(copy);
    return id === null ? null : { id };
  },
  viewerCanCheckOut: (copy, _args, { viewer }) => viewerCanCheckOut(viewer, copy),
  viewerCanTransfer: (copy, _args, { viewer }) => viewerCanTransfer(viewer, copy),
  viewerCanReceive: (copy, _args, { viewer }) => viewerCanReceive(viewer, copy),
  rentals: ({ id }, page, { rentals, now }) =>
    rentals.list.of('copy', id, parseRentalFilter(page.filter, now), pageRequest(page, sortOrder(page.sort))),
};
