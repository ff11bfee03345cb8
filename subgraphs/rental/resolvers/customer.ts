import { pageRequest } from '@reelhouse/connections';
import { resolveReference, sortOrder } from '@reelhouse/subgraph';
import { parseRentalFilter } from '../domain/rental-filter.ts';
import type { CustomerResolvers } from '../generated/resolvers.ts';

export const customer: CustomerResolvers = {
  __resolveReference: resolveReference,
  rentals: ({ id }, page, { rentals, now }) =>
    rentals.list.of('customer', id, parseRentalFilter(page.filter, now), pageRequest(page, sortOrder(page.sort))),
};
