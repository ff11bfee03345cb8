import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from './random.ts';
import { apportion, WeightedChoice } from './weights.ts';

test('shares add up to the total, and none is off by one or more', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.nat(100_000), weights, (total, parts) => {
      const shares = apportion(total, parts);
      const sum = parts.reduce((a, b) => a + b, 0);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
      for (const [index, share] of shares.entries()) {
        expect(Math.abs(share - (total * (parts[index] ?? 0)) / sum)).toBeLessThan(1);
      }
    }),
  );
});

test('indexes are picked as often as they weigh, and only among those asked for', () => {
  const random = new Random(7, 'rentals');
  const choice = new WeightedChoice([1, 0, 3, 100]);
  const counts = [0, 0, 0, 0];
  for (let round = 0; round < 10_000; round++) {
    const picked = choice.pick(random, 3);
    counts[picked] = (counts[picked] ?? 0) + 1;
  }
  expect(counts[1]).toBe(0);
  expect(counts[3]).toBe(0);
  expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(3, 0);
});

test('nothing cannot be picked from', () => {
  expect(() => new WeightedChoice([]).pick(new Random(7, 'rentals'))).toThrow(RangeError);
});
