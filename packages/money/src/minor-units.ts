/**
 * How many digits the minor unit of a currency has, by ISO 4217. `Intl` knows them, so that no table has to be kept.
 */
function minorDigits(currency: string): number {
  let digits = knownDigits.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    knownDigits.set(currency, digits);
  }
  return digits;
}

/** Asking `Intl` takes some 30 µs. It refuses anything but three letters, which bounds what is kept. */
const knownDigits = new Map<string, number>();

/**
 * The decimal text of an amount: `499` of `USD` is `"4.99"`, `499` of `JPY` is `"499"`.
 *
 * @param minor integer minor units.
 * @throws {RangeError} if the amount is not a safe integer.
 */
export function formatMinor(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not an amount in minor units: ${minor}`);
  const digits = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * The integer minor units of a decimal text, exactly: no float is involved.
 *
 * @throws {RangeError} if the text is not a plain decimal, has more digits than the currency's minor unit, or is too large.
 */
export function parseMinor(decimal: string, currency: string): number {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(decimal);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > digits) throw new RangeError(`not an amount of ${currency}: ${decimal}`);
  const minor = Number(`${match[1]}${match[2]}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) throw new RangeError(`too large an amount: ${decimal}`);
  return minor === 0 ? 0 : minor;
}
