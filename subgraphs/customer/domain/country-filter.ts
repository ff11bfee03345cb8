import { containing } from '@reelhouse/database';
import type { CountryFilter as CountryFilterInput } from '../generated/resolvers.ts';

/** Which countries to list, checked. A condition that is missing holds for every country. */
export interface CountryFilter {
  /** A pattern of ILIKE. */
  readonly namePattern?: string;
}

/**
 * Checks the `filter` argument of a list of countries.
 *
 * @throws `BAD_USER_INPUT` that names the field: a name that is empty or too long.
 */
export function parseCountryFilter(input: CountryFilterInput | null | undefined): CountryFilter {
  return input?.name == null ? {} : { namePattern: containing('filter.name', input.name) };
}
