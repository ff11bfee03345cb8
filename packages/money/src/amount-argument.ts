import { badUserInput } from '@reelhouse/errors';
import { parseMinor } from './minor-units.ts';
import type { CurrencyCode } from './money.ts';

/** What a column of integer minor units can hold. */
const largestAmount = 2_147_483_647;

/**
 * The minor units of an amount that came as an argument; `undefined` if none came.
 *
 * @param argument the argument or the field of an input object, such as `filter.minAmount`.
 * @throws `BAD_USER_INPUT` that names it: too many digits after the point, or more than any row can hold.
 */
export function parseAmount(
  argument: string,
  decimal: string | null | undefined,
  currency: CurrencyCode,
): number | undefined {
  if (decimal == null) return undefined;
  try {
    const minor = parseMinor(decimal, currency);
    if (Math.abs(minor) <= largestAmount) return minor;
  } catch {
    // Refused below, like an amount that is too large.
  }
  throw badUserInput(argument, `must be an amount of ${currency} with no more digits than it has, up to 21 million`);
}
