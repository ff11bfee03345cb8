import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseStaffFilter } from '../domain/staff-filter.ts';
import type { StoreResolvers } from '../generated/resolvers.ts';

export const store: StoreResolvers = {
  __resolveReference: ({ id }, { stores }) => loadRow(stores.byId, id),
  address: ({ addressId }) => ({ id: addressId }),
  manager: ({ managerStaffId }, _args, { staff }) => loadRow(staff.byId, managerStaffId),
  staff: ({ id }, page, { staff }) =>
    staff.list.of('store', id, parseStaffFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
};
