import { loadExisting, loadRow } from '@reelhouse/subgraph';
import type { CustomerResolvers } from '../generated/resolvers.ts';

export const customer: CustomerResolvers = {
  __resolveReference: ({ id }, { customers }) => loadRow(customers.byId, id),
  address: ({ addressId }, _args, { addresses }) => loadExisting(addresses.byId, addressId),
  store: ({ storeId }) => ({ id: storeId }),
};
