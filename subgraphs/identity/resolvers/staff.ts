import { resolveReference } from '@reelhouse/subgraph';
import type { StaffResolvers } from '../generated/resolvers.ts';

export const staff: StaffResolvers = {
  __resolveReference: resolveReference,
  login: async ({ id }, _args, { logins }) => (await logins.staff.load(id)) ?? null,
};
