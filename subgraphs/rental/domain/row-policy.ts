import type { Viewer } from '@reelhouse/auth';

/**
 * Which copies and rentals somebody may see: those for which one of these holds. It stands in the SQL of all that reads rows
 * for them, so a row that they may not see is not there: it is null, not listed, not counted, and no filter finds it.
 */
export interface RowPolicy {
  /** Every row. */
  readonly all: boolean;
  /** Rentals of the copies of this store, and copies that belong to it or are in transit to it. */
  readonly storeId: number | null;
  /** Rentals of this customer, and the copies that they have rented, now or ever. */
  readonly customerId: number | null;
}

const none: RowPolicy = { all: false, storeId: null, customerId: null };

/** What a viewer may see of copies and rentals. How many copies of a film there are is public, and asks nobody's policy. */
export function rowPolicyOf(viewer: Viewer): RowPolicy {
  switch (viewer.kind) {
    case 'service':
      return { ...none, all: true };
    case 'staff':
      return { ...none, storeId: viewer.storeId };
    case 'customer':
      return { ...none, customerId: viewer.customerId };
    case 'nobody':
      return none;
  }
}

/** Whether a policy lets no row be seen, so that none has to be read. */
export function seesNothing({ all, storeId, customerId }: RowPolicy): boolean {
  return !all && storeId === null && customerId === null;
}
