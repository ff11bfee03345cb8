import { loadExisting, loadRow } from '@reelhouse/subgraph';
import { refusalToDeactivate, refusalToReactivate } from '../domain/access-policy.ts';
import type { StaffResolvers } from '../generated/resolvers.ts';

export const staff: StaffResolvers = {
  __resolveReference: ({ id }, context) => loadRow(context.staff.byId, id),
  store: ({ storeId }, _args, { stores }) => loadExisting(stores.byId, storeId),
  address: ({ addressId }) => ({ id: addressId }),
  viewerCanDeactivate: ({ id, storeId, active }, _args, { viewer }) =>
    active && refusalToDeactivate(viewer, { staffId: id, storeId }) === undefined,
  viewerCanReactivate: ({ id, storeId, active }, _args, { viewer }) =>
    !active && refusalToReactivate(viewer, { staffId: id, storeId }) === undefined,
};
