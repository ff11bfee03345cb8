import { pageRequest } from '@reelhouse/connections';
import { resolveReference, sortOrder } from '@reelhouse/subgraph';
import { parseCopyFilter } from '../domain/copy-filter.ts';
import { parseRentalFilter } from '../domain/rental-filter.ts';
import type { StoreResolvers } from '../generated/resolvers.ts';

export const store: StoreResolvers = {
  __resolveReference: resolveReference,
  inventory: ({ id }, page, { copies }) =>
    copies.list.of('store', id, parseCopyFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  rentals: ({ id }, page, { rentals, now }) =>
    rentals.list.of('store', id, parseRentalFilter(page.filter, now), pageRequest(page, sortOrder(page.sort))),
};
