import { formatMinor } from './minor-units.ts';

/** An ISO 4217 currency code in capitals, such as `USD`. */
export type CurrencyCode = string;

/** An amount as the graph shows it: `Money` of `schema/shared.graphql`. */
export interface Money {
  /** The decimal amount with all digits of the currency's minor unit. */
  readonly amount: string;
  readonly currency: CurrencyCode;
}

/** The graph's form of an amount that a table holds in integer minor units. */
export function toMoney(minor: number, currency: CurrencyCode): Money {
  return { amount: formatMinor(minor, currency), currency };
}
