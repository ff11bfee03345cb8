import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseCopyFilter } from '../domain/copy-filter.ts';
import { parseRentalFilter } from '../domain/rental-filter.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const query: QueryResolvers = {
  copy: (_root, { id }, { copies }) => loadRow(copies.byId, id),
  copies: (_root, page, { copies }) =>
    copies.list.all(parseCopyFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  rental: (_root, { id }, { rentals }) => loadRow(rentals.byId, id),
  rentals: (_root, page, { rentals, now }) =>
    rentals.list.all(parseRentalFilter(page.filter, now), pageRequest(page, sortOrder(page.sort))),
};
