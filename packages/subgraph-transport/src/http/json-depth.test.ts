import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyJson } from './copy-json.ts';
import { parseShallow } from './json-depth.ts';

const pad = ' '.repeat(256 * 1024);

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test('what is as deep as it may be is parsed, small or large, and nothing deeper', () => {
  const string = fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ']', '}', 'a', 'é', '\u2028') });
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), string, (json, text) => {
      const value = { json: JSON.parse(json) as unknown, [text]: [text] };
      const written = JSON.stringify(value);
      const depth = depthOf(value);
      for (const candidate of [written, written + pad]) {
        expect(parseShallow(candidate, depth)).toEqual(value);
        expect(parseShallow(candidate, depth - 1)).toBeUndefined();
      }
    }),
  );
});

test('eight million lists in each other are refused before they are made', () => {
  expect(parseShallow('['.repeat(8_000_000), 200)).toBeUndefined();
  expect(parseShallow('['.repeat(100_000) + ']'.repeat(100_000), 200)).toBeUndefined();
  expect(parseShallow('{"a":'.repeat(1_000_000), 200)).toBeUndefined();
});

test('a copy is equal, and shares nothing', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const value = { value: JSON.parse(json) as unknown, ...(JSON.parse('{"__proto__":{"a":[1]}}') as object) };
      const copy = copyJson(value);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      if (typeof value.value === 'object' && value.value !== null) expect(copy.value).not.toBe(value.value);
    }),
  );
});
