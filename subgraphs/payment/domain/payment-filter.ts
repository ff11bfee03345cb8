import { parseId } from '@reelhouse/database';
import { badUserInput } from '@reelhouse/errors';
import { parseMinor } from '@reelhouse/money';
import type { PaymentFilter as PaymentFilterInput } from '../generated/resolvers.ts';

/** Which payments to list, checked. A condition that is missing holds for every payment. */
export interface PaymentFilter {
  /** Ids here are keys of rows; `noRow` stands for an id that no row can have. */
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

const noRow = 0;

/**
 * Checks the `filter` argument of a list of payments.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is too long, an amount that is none, or a time outside of
 *   the years 1 to 9999.
 */
export function parsePaymentFilter(input: PaymentFilterInput | null | undefined): PaymentFilter {
  if (!input) return {};
  return {
    customerId: key('filter.customerId', input.customerId),
    staffId: key('filter.staffId', input.staffId),
    rentalId: key('filter.rentalId', input.rentalId),
    storeId: key('filter.storeId', input.storeId),
    minAmountMinor: amount('filter.minAmount', input.minAmount),
    maxAmountMinor: amount('filter.maxAmount', input.maxAmount),
    paidFrom: time('filter.paidFrom', input.paidFrom),
    paidBefore: time('filter.paidBefore', input.paidBefore),
  };
}

function key(argument: string, id: string | null | undefined): number | undefined {
  return id == null ? undefined : (parseId(id, argument) ?? noRow);
}

function amount(argument: string, decimal: string | null | undefined): number | undefined {
  if (decimal == null) return undefined;
  try {
    const minor = parseMinor(decimal, 'USD');
    if (Math.abs(minor) <= 2_147_483_647) return minor;
  } catch {
    // Refused below, like an amount that no payment can have.
  }
  throw badUserInput(argument, 'must be an amount of up to 21 million with at most 2 digits after the point');
}

/** PostgreSQL has no year 0, and would refuse the statement rather than the argument. */
function time(argument: string, value: Date | null | undefined): Date | undefined {
  if (value == null) return undefined;
  const year = value.getUTCFullYear();
  if (year < 1 || year > 9999) throw badUserInput(argument, 'must be in the years 1 to 9999');
  return value;
}
