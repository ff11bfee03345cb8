import { badUserInput } from '@reelhouse/errors';
import type { RentalFilter as RentalFilterInput } from '../generated/resolvers.ts';
import { filterKey } from './filter-key.ts';

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
 * @throws `BAD_USER_INPUT` that names the field: an id that is too long, or a time outside of the years 1 to 9999.
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
    rentedFrom: time('filter.rentedFrom', input.rentedFrom),
    rentedBefore: time('filter.rentedBefore', input.rentedBefore),
  };
}

/** PostgreSQL has no year 0, and would refuse the statement rather than the argument. */
function time(argument: string, value: Date | null | undefined): Date | undefined {
  if (value == null) return undefined;
  const year = value.getUTCFullYear();
  if (year < 1 || year > 9999) throw badUserInput(argument, 'must be in the years 1 to 9999');
  return value;
}
