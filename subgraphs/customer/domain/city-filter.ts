import { filterKey, containing } from '@reelhouse/database';
import type { CityFilter as CityFilterInput } from '../generated/resolvers.ts';

/** Which cities to list, checked. A condition that is missing holds for every city. */
export interface CityFilter {
  readonly countryId?: number;
  /** A pattern of ILIKE. */
  readonly namePattern?: string;
}

/**
 * Checks the `filter` argument of a list of cities.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is far too long, or a name that is empty or too long.
 */
export function parseCityFilter(input: CityFilterInput | null | undefined): CityFilter {
  if (!input) return {};
  return {
    countryId: filterKey('filter.countryId', input.countryId),
    namePattern: input.name == null ? undefined : containing('filter.name', input.name),
  };
}
