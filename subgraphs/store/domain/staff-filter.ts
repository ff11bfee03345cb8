import { filterKey } from '@reelhouse/database';
import type { StaffFilter as StaffFilterInput } from '../generated/resolvers.ts';

/** Which members of staff to list, checked. A condition that is missing holds for every member. */
export interface StaffFilter {
  /** A key of a row: see `filterKey`. */
  readonly storeId?: number;
  readonly active?: boolean;
}

/**
 * Checks the `filter` argument of a list of staff.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is far too long.
 */
export function parseStaffFilter(input: StaffFilterInput | null | undefined): StaffFilter {
  return {
    storeId: filterKey('filter.storeId', input?.storeId),
    active: input?.active ?? undefined,
  };
}
