import { filterKey } from '@reelhouse/database';
import type { AddressFilter as AddressFilterInput } from '../generated/resolvers.ts';

/** Which addresses to list, checked. A condition that is missing holds for every address. */
export interface AddressFilter {
  readonly cityId?: number;
}

/**
 * Checks the `filter` argument of a list of addresses.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is far too long.
 */
export function parseAddressFilter(input: AddressFilterInput | null | undefined): AddressFilter {
  return { cityId: filterKey('filter.cityId', input?.cityId) };
}
