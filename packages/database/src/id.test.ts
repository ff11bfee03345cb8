import { expect, test } from 'vitest';
import { parseId } from './id.ts';

test.each([
  ['1', 1],
  ['2147483647', 2_147_483_647],
])('%j is a key', (id, key) => {
  expect(parseId(id)).toBe(key);
});

test.each(['', '0', '-1', '+1', '01', '1.0', '1e3', '0x1', ' 1', '1 ', '2147483648', '99999999999', 'one', '１'])(
  '%j is no key of any row',
  (id) => {
    expect(parseId(id)).toBeUndefined();
  },
);

test('a text far too long is refused, naming the argument', () => {
  expect(() => parseId('1'.repeat(65), 'filter.storeId')).toThrow('Argument "filter.storeId" must be at most 64');
});
