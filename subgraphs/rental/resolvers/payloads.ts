import { loadExisting } from '@reelhouse/subgraph';
import type { Context } from '../context.ts';
import type { CopiesResult, RentalsResult } from '../domain/command.ts';

/** The payload of a command that made or changed rentals. */
export const rentalsPayload = {
  rentals: ({ rentalIds }: RentalsResult, _args: object, { rentals }: Context) =>
    rentalIds && Promise.all(rentalIds.map((id) => loadExisting(rentals.byId, id))),
};

/** The payload of a command that made or changed copies. */
export const copiesPayload = {
  copies: ({ copyIds }: CopiesResult, _args: object, { copies }: Context) =>
    copyIds && Promise.all(copyIds.map((id) => loadExisting(copies.byId, id))),
};

/** The payload of a command that changed one copy. */
export const copyPayload = {
  copy: ({ copyIds }: CopiesResult, _args: object, { copies }: Context) =>
    copyIds?.[0] === undefined ? null : loadExisting(copies.byId, copyIds[0]),
};
