import { filterKey, beginningWith, containing } from '@reelhouse/database';
import type { CustomerFilter as CustomerFilterInput } from '../generated/resolvers.ts';

/** Which customers to list, checked. A condition that is missing holds for every customer. */
export interface CustomerFilter {
  readonly storeId?: number;
  readonly active?: boolean;
  /** A pattern of ILIKE for the given name, a blank and the family name. */
  readonly namePattern?: string;
  /** A pattern of ILIKE for the email address. */
  readonly emailPattern?: string;
}

/**
 * Checks the `filter` argument of a list of customers.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is far too long, or a text that is empty or too long.
 */
export function parseCustomerFilter(input: CustomerFilterInput | null | undefined): CustomerFilter {
  if (!input) return {};
  return {
    storeId: filterKey('filter.storeId', input.storeId),
    active: input.active ?? undefined,
    namePattern: input.name == null ? undefined : containing('filter.name', input.name),
    emailPattern: input.email == null ? undefined : beginningWith('filter.email', input.email),
  };
}
