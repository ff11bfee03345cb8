import { loadExisting, loadRow } from '@reelhouse/subgraph';
import { keepsCustomers } from '../domain/access-policy.ts';
import type { CustomerResolvers } from '../generated/resolvers.ts';

export const customer: CustomerResolvers = {
  __resolveReference: ({ id }, { customers }) => loadRow(customers.byId, id),
  address: ({ addressId }, _args, { addresses }) => loadExisting(addresses.byId, addressId),
  store: ({ storeId }) => ({ id: storeId }),
  viewerCanDeactivate: ({ active }, _args, { viewer }) => active && keepsCustomers(viewer),
  viewerCanReactivate: ({ active }, _args, { viewer }) => !active && keepsCustomers(viewer),
};
