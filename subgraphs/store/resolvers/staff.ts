import { loadExisting, loadRow } from '@reelhouse/subgraph';
import type { StaffResolvers } from '../generated/resolvers.ts';

export const staff: StaffResolvers = {
  __resolveReference: ({ id }, context) => loadRow(context.staff.byId, id),
  store: ({ storeId }, _args, { stores }) => loadExisting(stores.byId, storeId),
  address: ({ addressId }) => ({ id: addressId }),
};
