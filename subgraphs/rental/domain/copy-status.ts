import type { CopyStatus } from '../generated/resolvers.ts';

/** The statuses of a copy as the table writes them, by their names in the graph. */
export const copyStatuses = {
  ON_SHELF: 'on_shelf',
  RENTED: 'rented',
  RESERVED: 'reserved',
  ON_HOLD_SHELF: 'on_hold_shelf',
  IN_TRANSIT: 'in_transit',
  DAMAGED: 'damaged',
  LOST: 'lost',
  CLAIMED_RETURNED: 'claimed_returned',
  RETIRED: 'retired',
} as const satisfies Readonly<Record<string, CopyStatus>>;

/** What a person at the counter is told of a copy with a status. */
export const whereabouts: Readonly<Record<CopyStatus, string>> = {
  on_shelf: 'is on the shelf',
  rented: 'is with a customer',
  reserved: 'is kept for a customer who is paying for it',
  on_hold_shelf: 'is kept for a customer who waited for it',
  in_transit: 'is on the way to a store',
  damaged: 'is damaged',
  lost: 'is lost',
  claimed_returned: 'was returned, as its customer says, and is looked for',
  retired: 'is retired',
};
