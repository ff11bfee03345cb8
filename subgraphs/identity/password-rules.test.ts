import { describe, expect, test } from 'vitest';
import { commonPasswords } from './domain/common-passwords.ts';
import { isOversized, passwordLength, passwordRefusals } from './domain/password-rules.ts';

const names = ['Mary.Smith@example.com', 'mary.smith@example.com'];
const refusals = (password: string) => passwordRefusals(password, names, 'input.newPassword');

describe('a password that cannot be set', () => {
  test.each([
    ['', /at least 8/],
    ['1234567', /at least 8/],
    ['😀'.repeat(7), /at least 8/],
    ['x'.repeat(129), /at most 128/],
    ['x'.repeat(1_000_000), /at most 128/],
    ['mary.smith@example.com', /login name/],
    ['MARY.SMITH@EXAMPLE.COM', /login name/],
    ['Mary.Smith', /login name/],
    ['12345678', /guessed first/],
    ['PassWord1', /guessed first/],
    ['ｐａｓｓｗｏｒｄ', /guessed first/],
  ])('%.20s', (password, message) => {
    expect(refusals(password)).toEqual([
      { code: 'PASSWORD_UNUSABLE', path: ['input', 'newPassword'], message: expect.stringMatching(message) },
    ]);
  });
});

test.each(['correct horse', 'aaaa aaaa', '😀'.repeat(8), '😀'.repeat(128), 'x'.repeat(128), '        '])(
  'a password that can be set: %.20s',
  (password) => expect(refusals(password)).toEqual([]),
);

test('what may be set is never too large to be verified', () => {
  expect(isOversized('\u{10ffff}'.repeat(passwordLength.max))).toBe(false);
  expect([isOversized('x'.repeat(1024)), isOversized('x'.repeat(1025)), isOversized('é'.repeat(513))]).toEqual([
    ...[false, true, true],
  ]);
});

test('no common password is listed in vain', () => {
  for (const password of commonPasswords) {
    expect(password).toBe(password.toLowerCase());
    expect(password.length).toBeGreaterThanOrEqual(passwordLength.min);
  }
});
