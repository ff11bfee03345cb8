import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMinor, parseMinor } from './minor-units.ts';

test.each([
  [499, 'USD', '4.99'],
  [5, 'USD', '0.05'],
  [0, 'USD', '0.00'],
  [-1, 'EUR', '-0.01'],
  [499, 'JPY', '499'],
  [1234, 'KWD', '1.234'],
  [100_000, 'USD', '1000.00'],
])('%d minor units of %s are %s', (minor, currency, decimal) => {
  expect(formatMinor(minor, currency)).toBe(decimal);
  expect(parseMinor(decimal, currency)).toBe(minor);
});

test('reading undoes writing, for every amount and currency', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'), (minor, currency) => {
      fc.pre(Math.abs(minor) < 1e15);
      expect(parseMinor(formatMinor(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
    }),
  );
});

describe('text that is no amount is refused', () => {
  test.each(['', '1.', '.5', '1.999', '1e3', '0x10', '1,00', ' 1', 'NaN', '99999999999999999'])('%j', (text) => {
    expect(() => parseMinor(text, 'USD')).toThrow(RangeError);
  });
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no amount in minor units', (minor) => {
  expect(() => formatMinor(minor, 'USD')).toThrow(RangeError);
});
