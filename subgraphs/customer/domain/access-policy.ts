import type { Viewer } from '@reelhouse/auth';

/** Whom somebody sees: everybody, or one customer; nobody if that is null. */
export interface PeopleSeen {
  readonly all: boolean;
  readonly customerId: number | null;
}

/**
 * Staff find and serve any customer, and a customer sees themself. The same holds for where people live; where a store is,
 * everybody sees (`store/address.ts`). Cities and countries are public.
 */
export function peopleSeenBy(viewer: Viewer): PeopleSeen {
  return {
    all: viewer.kind === 'staff' || viewer.kind === 'service',
    customerId: viewer.kind === 'customer' ? viewer.customerId : null,
  };
}

/** Whether somebody notes which customers have left and who has come back: staff do, of any customer. */
export function keepsCustomers(viewer: Viewer): boolean {
  return viewer.kind === 'staff' || viewer.kind === 'service';
}

/** A member of the staff, to whom people's rows are shown because of their work. */
export interface Reader {
  readonly staffId: number;
  readonly storeId: number;
}

/** Whose reading of people's rows is put on record: that of staff. Customers read their own, and services nobody's in particular. */
export function readerOf(viewer: Viewer): Reader | undefined {
  return viewer.kind === 'staff' ? { staffId: viewer.staffId, storeId: viewer.storeId } : undefined;
}
