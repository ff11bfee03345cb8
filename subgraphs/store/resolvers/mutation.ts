import { deactivateStaff, reactivateStaff } from '../domain/deactivate-staff.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutation: MutationResolvers = {
  deactivateStaff: (_root, { input }, { commands }) => deactivateStaff(commands, input),
  reactivateStaff: (_root, { input }, { commands }) => reactivateStaff(commands, input),
};
