import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, pageRequest } from './index.ts';

const byTitle = { field: 'TITLE', descending: false } as const;

test('the default is the first 20', () => {
  expect(pageRequest({}, byTitle)).toEqual({ order: byTitle, limit: 20, backward: false });
});

test('a page after a cursor', () => {
  const after = encodeCursor('TITLE', ['ACADEMY', '1']);
  expect(pageRequest({ first: 5, after }, byTitle)).toEqual({
    order: byTitle,
    limit: 5,
    backward: false,
    cursor: { argument: 'after', keys: ['ACADEMY', '1'] },
  });
});

test('a page before a cursor, with and without a size', () => {
  const before = encodeCursor('-TITLE', ['ACADEMY', '1']);
  const order = { field: 'TITLE', descending: true };
  const cursor = { argument: 'before', keys: ['ACADEMY', '1'] };
  expect(pageRequest({ last: 5, before }, order)).toEqual({ order, limit: 5, backward: true, cursor });
  expect(pageRequest({ before }, order)).toEqual({ order, limit: 20, backward: true, cursor });
});

const cursor = encodeCursor('TITLE', ['A', '1']);

describe('refused, naming the argument', () => {
  test.each([
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ last: 101 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ first: 1, before: cursor }, 'before'],
    [{ last: 1, after: cursor }, 'after'],
    [{ before: cursor, after: cursor }, 'after'],
    [{ after: '' }, 'after'],
    [{ after: 'nonsense' }, 'after'],
    [{ after: Buffer.from('["TITLE",1]').toString('base64url') }, 'after'],
    [{ after: Buffer.from('{"TITLE":1}').toString('base64url') }, 'after'],
    [{ after: encodeCursor('-TITLE', ['A', '1']) }, 'after'],
    [{ after: encodeCursor('LENGTH', ['90', '1']) }, 'after'],
    [{ after: encodeCursor('TITLE', ['A\0', '1']) }, 'after'],
    [{ after: encodeCursor('TITLE', ['A'.repeat(5000), '1']) }, 'after'],
  ])('%j', (page, argument) => {
    expect(() => pageRequest(page, byTitle)).toThrow(`Argument "${argument}" `);
  });
});

test('a cursor gives back the values it was made of', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 255 }), { maxLength: 3 }), (keys) => {
      fc.pre(!keys.some((key) => key.includes('\0')));
      expect(decodeCursor(encodeCursor('TITLE', keys), 'TITLE')).toEqual(keys);
    }),
  );
});

test('any text is either a cursor or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeCursor(text, 'TITLE')).toBeUndefined();
    }),
  );
});
