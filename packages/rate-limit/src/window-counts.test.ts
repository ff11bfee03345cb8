import { expect, test } from 'vitest';
import { WindowCounts } from './window-counts.ts';

const start = 1_000_000;

test('a flood of others takes no more memory, and does not let off who goes on', () => {
  const counts = new WindowCounts(60, 100);
  let largest = 0;
  for (let n = 0; n < 10_000; n += 1) {
    const { taken, endsAt } = counts.read('steady', start);
    counts.write('steady', { taken: taken + 1, endsAt });
    counts.write(`other ${n}`, { taken: 1, endsAt });
    largest = Math.max(largest, counts.size);
  }
  expect(counts.read('steady', start)).toEqual({ taken: 10_000, endsAt: start + 60_000 });
  expect(largest).toBeLessThanOrEqual(100);
});

test('who took nothing while as many came as there may be is forgotten', () => {
  const counts = new WindowCounts(60, 10);
  counts.write('first', { taken: 7, endsAt: start + 1 });
  for (let n = 0; n < 9; n += 1) counts.write(`other ${n}`, { taken: 1, endsAt: start + 1 });
  expect(counts.read('first', start).taken).toBe(7);
  counts.write('one more', { taken: 1, endsAt: start + 1 });
  expect(counts.read('first', start).taken).toBe(0);
  expect(counts.read('other 8', start).taken).toBe(1);
});
