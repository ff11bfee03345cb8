import { addCopies } from '../domain/add-copies.ts';
import { checkIn } from '../domain/check-in.ts';
import { checkOut } from '../domain/check-out.ts';
import { receiveCopy } from '../domain/receive-copy.ts';
import { transferCopy } from '../domain/transfer-copy.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutation: MutationResolvers = {
  checkOut: (_root, { input }, { commands }) => checkOut(commands, input),
  checkIn: (_root, { input }, { commands }) => checkIn(commands, input),
  addCopies: (_root, { input }, { commands }) => addCopies(commands, input),
  transferCopy: (_root, { input }, { commands }) => transferCopy(commands, input),
  receiveCopy: (_root, { input }, { commands }) => receiveCopy(commands, input),
};
