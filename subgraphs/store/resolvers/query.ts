import { pageRequest } from '@reelhouse/connections';
import { checkText, parseId } from '@reelhouse/database';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { toPicture } from '../domain/picture.ts';
import { parseStaffFilter } from '../domain/staff-filter.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const query: QueryResolvers = {
  store: (_root, { id }, { stores }) => loadRow(stores.byId, id),
  stores: (_root, page, { stores }) => stores.list.all({}, pageRequest(page, sortOrder(page.sort))),
  staffMember: (_root, { id }, { staff }) => loadRow(staff.byId, id),
  staffMemberByUsername: async (_root, { username }, { staff }) =>
    (await staff.byUsername(checkText('username', username))) ?? null,
  staff: (_root, page, { staff }) =>
    staff.list.all(parseStaffFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  staffPicture: async (_root, { staffId }, { staff }) => {
    const key = parseId(staffId, 'staffId');
    const picture = key === undefined ? undefined : await staff.pictureOf(key);
    return picture ? toPicture(picture) : null;
  },
};
