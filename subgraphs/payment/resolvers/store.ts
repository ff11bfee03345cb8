import { resolveReference } from '@reelhouse/subgraph';
import type { StoreResolvers } from '../generated/resolvers.ts';

export const store: StoreResolvers = { __resolveReference: resolveReference };
