export { parseAmount } from './amount-argument.ts';
export { formatMinor, parseMinor } from './minor-units.ts';
export type { CurrencyCode, Money } from './money.ts';
export { toMoney } from './money.ts';
