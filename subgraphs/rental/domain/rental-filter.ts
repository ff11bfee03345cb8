import { filterKey } from '@reelhouse/database';
import type { RentalFilter as RentalFilterInput } from '../generated/resolvers.ts';

/** Which rentals to list, checked. A condition that is missing holds for every rental. */
export interface RentalFilter {
  /** Ids here are keys of rows; 0 stands for an id that no row can have. */
  readonly customerId?: number;
  readonly copyId?: number;
  readonly filmId?: number;
  readonly storeId?: number;
  readonly staffId?: number;
  readonly open?: boolean;
  /** Whether the rental is overdue at that time: see `isOverdue`. */
  readonly overdue?: { readonly is: boolean; readonly at: Date };
  readonly rentedFrom?: Date;
  /** Exclusive, so that one day ends where the next begins. */
  readonly rentedBefore?: Date;
}

/**
 * Checks the `filter` argument of a list of rentals.
 *
 * @param now when the request came.
 * @throws `BAD_USER_INPUT` that names the field: an id that is too long.
 */
export function parseRentalFilter(input: RentalFilterInput | null | undefined, now: Date): RentalFilter {
  if (!input) return {};
  return {
    customerId: filterKey('filter.customerId', input.customerId),
    copyId: filterKey('filter.copyId', input.copyId),
    filmId: filterKey('filter.filmId', input.filmId),
    storeId: filterKey('filter.storeId', input.storeId),
    staffId: filterKey('filter.staffId', input.staffId),
    open: input.open ?? undefined,
    overdue: input.overdue == null ? undefined : { is: input.overdue, at: now },
    rentedFrom: input.rentedFrom ?? undefined,
    rentedBefore: input.rentedBefore ?? undefined,
  };
}
