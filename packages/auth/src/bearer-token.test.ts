import { describe, expect, test } from 'vitest';
import { bearerToken } from './index.ts';

test.each([
  ['Bearer a.b-_.c', 'a.b-_.c'],
  ['bearer a', 'a'],
  ['BEARER   a==', 'a=='],
])('%s', (authorization, token) => {
  expect(bearerToken({ authorization })).toBe(token);
});

test('without the header there is none', () => {
  expect(bearerToken({ cookie: 'authorization=Bearer a' })).toBeUndefined();
});

describe('a header that is no token of a bearer', () => {
  test.each([
    [''],
    ['Bearer'],
    ['Bearer '],
    ['Bearera'],
    ['a.b.c'],
    ['Basic YTpi'],
    ['Bearer a b'],
    ['Bearer a, Bearer b'],
    ['Bearer a,Bearer b'],
    ['Bearer a;b'],
    ['Bearer a\r\nx-client-address: 1.2.3.4'],
    ['Bearer é'],
    ['Bearer \u0000'],
    [`Bearer ${' '.repeat(100_000)}`],
    [['Bearer a', 'Bearer b']],
    [['Bearer a']],
    [null],
    [7],
    [{ toString: () => 'Bearer a' }],
  ])('%j', (authorization: unknown) => {
    expect(() => bearerToken({ authorization })).toThrow(
      expect.objectContaining({
        message: 'The authorization header must be "Bearer" and one access token. Sign in to get one.',
        extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }),
      }),
    );
  });
});
