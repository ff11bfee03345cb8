import { pageRequest } from '@reelhouse/connections';
import { resolveReference, sortOrder } from '@reelhouse/subgraph';
import { parseCustomerFilter } from '../domain/customer-filter.ts';
import type { StoreResolvers } from '../generated/resolvers.ts';

export const store: StoreResolvers = {
  __resolveReference: resolveReference,
  customers: ({ id }, page, { customers }) =>
    customers.list.of('store', id, parseCustomerFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
};
