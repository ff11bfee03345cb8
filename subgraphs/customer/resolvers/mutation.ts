import { deactivateCustomer, reactivateCustomer } from '../domain/deactivate-customer.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutation: MutationResolvers = {
  deactivateCustomer: (_root, { input }, { commands }) => deactivateCustomer(commands, input),
  reactivateCustomer: (_root, { input }, { commands }) => reactivateCustomer(commands, input),
};
