import { rowLoader } from '@reelhouse/database';
import { describe, expect, test } from 'vitest';
import { loadExisting, loadRow, resolveReference } from './index.ts';

const films = () =>
  rowLoader(
    async (ids: readonly number[]) => ids.filter((id) => id <= 2).map((id) => ({ id })),
    (film) => film.id,
  );

test('the row of an id, null where there is none or can be none', async () => {
  const rows = films();
  const found = await Promise.all(['2', 1, '3', 'x', '0'].map((id) => loadRow(rows, id)));
  expect(found).toEqual([{ id: 2 }, { id: 1 }, null, null, null]);
});

test('a foreign key that leads nowhere is a fault, not a null', async () => {
  expect(await loadExisting(films(), 1)).toEqual({ id: 1 });
  await expect(loadExisting(films(), 3)).rejects.toThrow('a foreign key leads nowhere: 3');
});

describe('a reference to an entity of another subgraph', () => {
  test.each([
    ['7', { id: 7 }],
    [7, { id: 7 }],
    ['x', null],
    ['-1', null],
  ])('%j', (id, reference) => {
    expect(resolveReference({ id })).toEqual(reference);
  });
});
