import { filterKey } from '@reelhouse/database';
import { badUserInput } from '@reelhouse/errors';
import type { CopyStatus, InventoryItemFilter } from '../generated/resolvers.ts';

/** Which copies to list, checked. A condition that is missing holds for every copy. */
export interface CopyFilter {
  /** Ids here are keys of rows; 0 stands for an id that no row can have. */
  readonly filmId?: number;
  readonly storeId?: number;
  readonly statuses?: readonly CopyStatus[];
  readonly available?: boolean;
}

/**
 * Checks the `filter` argument of a list of copies.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id or a list that is longer than it can be.
 */
export function parseCopyFilter(input: InventoryItemFilter | null | undefined): CopyFilter {
  if (!input) return {};
  const { statuses } = input;
  if (statuses && statuses.length > 9) throw badUserInput('filter.statuses', 'must have at most 9 entries');
  return {
    filmId: filterKey('filter.filmId', input.filmId),
    storeId: filterKey('filter.storeId', input.storeId),
    statuses: statuses ?? undefined,
    available: input.available ?? undefined,
  };
}
