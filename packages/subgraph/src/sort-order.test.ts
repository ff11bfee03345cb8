import { expect, test } from 'vitest';
import { sortOrder } from './index.ts';

test.each([
  [undefined, { field: 'ID', descending: false }],
  [null, { field: 'ID', descending: false }],
  [{ field: 'NAME' }, { field: 'NAME', descending: false }],
  [
    { field: 'NAME', direction: 'ASCENDING' },
    { field: 'NAME', descending: false },
  ],
  [
    { field: 'NAME', direction: 'DESCENDING' },
    { field: 'NAME', descending: true },
  ],
] as const)('%j', (sort, order) => {
  expect(sortOrder(sort)).toEqual(order);
});

test('a list may have another order than by id unless told otherwise', () => {
  expect(sortOrder<'DATE'>(undefined, 'DATE')).toEqual({ field: 'DATE', descending: false });
});
