import { expect, test } from 'vitest';
import { RetryBudget } from './retry-budget.ts';

test('savings are spent first, then a part of a retry for each request', () => {
  const budget = new RetryBudget(0.25, 3);
  const spent = (count: number) => Array.from({ length: count }, () => budget.spend()).filter(Boolean).length;
  expect(spent(10)).toBe(3);
  for (let request = 0; request < 8; request++) budget.earn();
  expect(spent(10)).toBe(2);
  for (let request = 0; request < 1000; request++) budget.earn();
  expect(spent(10)).toBe(3);
});
