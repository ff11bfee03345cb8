import { changePassword } from '../domain/change-password.ts';
import { refreshSession } from '../domain/refresh-session.ts';
import { signIn } from '../domain/sign-in.ts';
import { endSession, signOut, signOutEverywhere } from '../domain/sign-out.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutation: MutationResolvers = {
  signInCustomer: (_root, { input: { email, password } }, { commands }) =>
    signIn(commands, { kind: 'customer', name: email, password }),
  signInStaff: (_root, { input: { username, password } }, { commands }) =>
    signIn(commands, { kind: 'staff', name: username, password }),
  refreshSession: (_root, { input }, { commands }) => refreshSession(commands, input.refreshToken),
  signOut: (_root, _args, { commands }) => signOut(commands),
  signOutEverywhere: (_root, _args, { commands }) => signOutEverywhere(commands),
  endSession: (_root, { input }, { commands }) => endSession(commands, input.sessionId),
  changePassword: (_root, { input }, { commands }) => changePassword(commands, input),
};
