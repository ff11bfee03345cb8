import { resolveReference } from '@reelhouse/subgraph';
import type { CustomerResolvers } from '../generated/resolvers.ts';

export const customer: CustomerResolvers = {
  __resolveReference: resolveReference,
  login: async ({ id }, _args, { logins }) => (await logins.customer.load(id)) ?? null,
};
