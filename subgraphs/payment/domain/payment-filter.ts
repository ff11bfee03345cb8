import { filterKey } from '@reelhouse/database';
import { parseAmount } from '@reelhouse/money';
import type { PaymentFilter as PaymentFilterInput } from '../generated/resolvers.ts';

/** Which payments to list, checked. A condition that is missing holds for every payment. */
export interface PaymentFilter {
  /** Ids here are keys of rows: see `filterKey`. */
  readonly customerId?: number;
  readonly staffId?: number;
  readonly rentalId?: number;
  readonly storeId?: number;
  /** In minor units, like the maximum. */
  readonly minAmountMinor?: number;
  readonly maxAmountMinor?: number;
  readonly paidFrom?: Date;
  /** Exclusive, so that one month ends where the next begins. */
  readonly paidBefore?: Date;
}

/**
 * Checks the `filter` argument of a list of payments.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is too long, an amount that is none, or a time outside of
 *   the years 1 to 9999.
 */
export function parsePaymentFilter(input: PaymentFilterInput | null | undefined): PaymentFilter {
  if (!input) return {};
  return {
    customerId: filterKey('filter.customerId', input.customerId),
    staffId: filterKey('filter.staffId', input.staffId),
    rentalId: filterKey('filter.rentalId', input.rentalId),
    storeId: filterKey('filter.storeId', input.storeId),
    minAmountMinor: parseAmount('filter.minAmount', input.minAmount, 'USD'),
    maxAmountMinor: parseAmount('filter.maxAmount', input.maxAmount, 'USD'),
    paidFrom: input.paidFrom ?? undefined,
    paidBefore: input.paidBefore ?? undefined,
  };
}
