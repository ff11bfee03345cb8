import { decodeCursor, type PageRequest } from '@reelhouse/connections';
import { describe, expect, test } from 'vitest';
import { fitKeys, toKeysetPage } from './keyset-page.ts';

const order = { field: 'TITLE', descending: false };
const entry = (id: number) => ({ id, keys: [`T${id}`, String(id)] });
const cursor = { argument: 'after', keys: ['T0', '0'] } as const;

describe('a page of up to two entries', () => {
  test.each<[string, Partial<PageRequest>, number[], number[], boolean, boolean]>([
    ['the first of several', {}, [1, 2, 3], [1, 2], true, false],
    ['the only one', {}, [1], [1], false, false],
    ['after a cursor', { cursor }, [1, 2], [1, 2], false, true],
    ['none', { cursor }, [], [], false, true],
    ['the last, read from the end', { backward: true }, [9, 8, 7], [8, 9], false, true],
    ['before a cursor, at the start of the list', { backward: true, cursor }, [2, 1], [1, 2], true, false],
  ])('%s', (_, request, read, shown, hasNextPage, hasPreviousPage) => {
    const page = toKeysetPage(read.map(entry), { order, limit: 2, backward: false, ...request });
    expect(page.entries.map(({ id }) => id)).toEqual(shown);
    expect(page).toMatchObject({ hasNextPage, hasPreviousPage });
    for (const { id, cursor: text } of page.entries) expect(decodeCursor(text, 'TITLE')).toEqual(entry(id).keys);
  });
});

describe('values that PostgreSQL can read as their type', () => {
  test.each([
    ['integer', ['0', '-7', '2147483647'], ['', 'x', '1.5', '2147483648', '1e3', '--1']],
    ['date', ['2026-02-28'], ['2026-02-30', '2026-2-1', 'now', '']],
    [
      'timestamptz',
      ['2026-02-28 10:00:00+00', '2005-05-24 22:53:30.123456+00', 'infinity'],
      ['2026-02-30 10:00:00+00', '2026-02-28 25:00:00+00', '2026-02-28T10:00:00Z', 'now', ''],
    ],
    ['text', ['', 'anything'], []],
  ] as const)('%s', (type, good, bad) => {
    const keys = [{ expression: 'x', type }];
    for (const text of good) expect([text, fitKeys([text], keys)]).toEqual([text, true]);
    for (const text of bad) expect([text, fitKeys([text], keys)]).toEqual([text, false]);
  });

  test('one value for each key', () => {
    expect(fitKeys([], [{ expression: 'x', type: 'text' }])).toBe(false);
    expect(fitKeys(['1', '2'], [{ expression: 'x', type: 'integer' }])).toBe(false);
  });
});
