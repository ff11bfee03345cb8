import { expect, test } from 'vitest';
import type { DumpValue } from '../dump/dump-row.ts';
import { splitPeriod } from './rental-period.ts';

test.each<[DumpValue, DumpValue, DumpValue]>([
  ['["2005-05-24 22:53:30","2005-05-26 22:04:30")', '2005-05-24 22:53:30', '2005-05-26 22:04:30'],
  ['["2005-05-24 22:53:30+02","2005-05-26 22:04:30.5-03:30"]', '2005-05-24 22:53:30+02', '2005-05-26 22:04:30.5-03:30'],
  ['("2005-05-24 22:53:30",)', '2005-05-24 22:53:30', null],
  ['["2005-05-24 22:53:30",infinity)', '2005-05-24 22:53:30', null],
  ['[2005-05-24,2005-05-26)', '2005-05-24', '2005-05-26'],
  ['empty', 'empty', null],
  ['(,"2005-05-26 22:04:30")', '(,"2005-05-26 22:04:30")', null],
  ['["2005-05-24 22:53:30",soon)', '["2005-05-24 22:53:30",soon)', null],
  [null, null, null],
])('%s', (period, from, until) => {
  expect(splitPeriod(period)).toEqual([from, until]);
});
