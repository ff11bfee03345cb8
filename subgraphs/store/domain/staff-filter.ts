import { parseId } from '@reelhouse/database';
import type { StaffFilter as StaffFilterInput } from '../generated/resolvers.ts';

/** Which members of staff to list, checked. A condition that is missing holds for every member. */
export interface StaffFilter {
  /** A key of a row; `noRow` stands for an id that no row can have. */
  readonly storeId?: number;
  readonly active?: boolean;
}

const noRow = 0;

/**
 * Checks the `filter` argument of a list of staff.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is far too long.
 */
export function parseStaffFilter(input: StaffFilterInput | null | undefined): StaffFilter {
  return {
    storeId: input?.storeId == null ? undefined : (parseId(input.storeId, 'filter.storeId') ?? noRow),
    active: input?.active ?? undefined,
  };
}
