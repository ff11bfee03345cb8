import { resolveReference } from '@reelhouse/subgraph';
import type { StaffResolvers } from '../generated/resolvers.ts';

export const staff: StaffResolvers = { __resolveReference: resolveReference };
