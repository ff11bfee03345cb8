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
