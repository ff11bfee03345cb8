import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The same value with the fields of all its objects in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversed(field)]),
  );
}

test('the order of fields does not count, and everything else does', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (a, b) => {
      expect(canonicalJson(reversed(a))).toBe(canonicalJson(a));
      // -0 is 0, as JSON has it.
      expect(JSON.parse(canonicalJson(a))).toEqual(throughJson(a));
      expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(throughJson(a), throughJson(b)));
    }),
  );
});

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [1, 1.0, true],
  [0, -0, true],
  [1, '1', false],
  [1, true, false],
  [[1, 2], [2, 1], false],
  ['é', 'e\u0301', false],
  [new Date('2026-03-31T18:00:00Z'), new Date('2026-03-31T20:00:00.000+02:00'), true],
  [Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }, true],
  [{ 'a":1,"b': 1 }, { a: 1, b: 1 }, false],
])('%j and %j: the same is %s', (a, b, same) => {
  expect(canonicalJson(a) === canonicalJson(b)).toBe(same);
});

test('a bigint has all its digits', () => {
  expect(canonicalJson({ id: 2n ** 63n })).toBe('{"id":9223372036854775808}');
});

test.each<[unknown, string]>([
  [{ price: Number.NaN }, 'input.price is not a finite number'],
  [[undefined], 'input[0] is not JSON: undefined'],
  [{ at: new Date('never') }, 'input.at is not a time'],
  [{ ids: new Set([1]) }, 'input.ids is not a plain object'],
  [{ then: () => 1 }, 'input.then is not JSON: function'],
])('%j is no input', (value, message) => {
  expect(() => canonicalJson(value)).toThrow(new TypeError(message));
});
