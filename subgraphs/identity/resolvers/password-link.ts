import { requestPasswordReset } from '../domain/request-password-reset.ts';
import { resetPassword } from '../domain/reset-password.ts';
import { resetStaffPassword } from '../domain/reset-staff-password.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const passwordLinkMutation: Pick<
  MutationResolvers,
  'requestPasswordReset' | 'resetPassword' | 'resetStaffPassword'
> = {
  requestPasswordReset: (_root, { input }, { passwordResets }) => requestPasswordReset(passwordResets, input),
  resetPassword: (_root, { input }, { commands }) => resetPassword(commands, input),
  resetStaffPassword: (_root, { input }, { commands }) => resetStaffPassword(commands, input.staffId),
};
