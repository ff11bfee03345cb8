import { loadExisting } from '@reelhouse/subgraph';
import type { Context } from '../context.ts';
import type { CopiesResult, RentalsResult } from '../domain/command.ts';
import type { CopyRow } from '../store/copy.ts';
import type { RentalRow } from '../store/rental.ts';

/** The payload of a command that made or changed rentals, and with them their copies. */
export const rentalsPayload = {
  async rentals(
    { rentalIds }: RentalsResult,
    _args: object,
    { rentals, copies }: Context,
  ): Promise<RentalRow[] | null> {
    if (!rentalIds) return null;
    rentals.showChanged(rentalIds);
    const rows = await Promise.all(rentalIds.map((id) => loadExisting(rentals.byId, id)));
    copies.showChanged(rows.map(({ copyId }) => copyId));
    return rows;
  },
};

/** The payload of a command that made or changed copies. */
export const copiesPayload = {
  copies: ({ copyIds }: CopiesResult, _args: object, { copies }: Context) => copyIds && changedCopies(copies, copyIds),
};

/** The payload of a command that changed one copy. */
export const copyPayload = {
  async copy({ copyIds }: CopiesResult, _args: object, { copies }: Context): Promise<CopyRow | null> {
    const [copy = null] = copyIds ? await changedCopies(copies, copyIds) : [];
    return copy;
  },
};

async function changedCopies(copies: Context['copies'], ids: readonly number[]): Promise<CopyRow[]> {
  copies.showChanged(ids);
  return Promise.all(ids.map((id) => loadExisting(copies.byId, id)));
}
