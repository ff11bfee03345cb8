import { connectionResolvers } from '@reelhouse/connections';
import type { Resolvers } from '../generated/resolvers.ts';
import { mutation } from './mutation.ts';
import { staffPayload } from './payloads.ts';
import { query } from './query.ts';
import { staff } from './staff.ts';
import { store } from './store.ts';

/** All resolvers of the subgraph, by type. */
export const resolvers: Resolvers = {
  Query: query,
  Mutation: mutation,
  DeactivateStaffPayload: staffPayload,
  ReactivateStaffPayload: staffPayload,
  Store: store,
  StoreConnection: connectionResolvers,
  Staff: staff,
  StaffConnection: connectionResolvers,
};
