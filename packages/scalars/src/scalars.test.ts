import { GraphQLError, parseValue as parseLiteral } from 'graphql';
import { describe, expect, test } from 'vitest';
import { scalars } from './index.ts';

describe.each([
  [
    'DateTime',
    '2026-03-31T18:00:00Z',
    [
      '2026-02-30T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:00:00-02:00',
      '2026-03-31',
      '31.03.2026',
      'now',
      '',
      1_774_980_000_000,
    ],
  ],
  ['Date', '2026-03-31', ['2026-02-30', '2026-3-1', '2026-03-31T00:00:00Z', '', 20_260_331]],
  ['Decimal', '-4.99', ['4,99', '1e3', '', '.5', '1'.repeat(40), 4.99]],
  ['CurrencyCode', 'USD', ['XYZ1', 'DOLLAR', '', 840]],
] as const)('%s', (name, good, bad) => {
  const scalar = scalars[name];

  test('goes in and out unchanged', () => {
    const literal = scalar.parseLiteral(parseLiteral(JSON.stringify(good)));
    const parsed = scalar.parseValue(good);
    expect(literal).toEqual(parsed);
    expect(JSON.stringify(scalar.serialize(parsed))).toContain(good.replace('Z', ''));
  });

  test.each(bad)('refuses %j with a code, and does not repeat it', (value) => {
    for (const read of [
      () => scalar.parseValue(value),
      () => scalar.parseLiteral(parseLiteral(JSON.stringify(value))),
    ]) {
      expect(read).toThrow(GraphQLError);
      expect(read).toThrow(/^Expected an? .*\.$/);
    }
  });
});

test('a refusal carries the code BAD_USER_INPUT', () => {
  const refusal = (() => {
    try {
      return scalars.Date.parseValue('2026-02-30');
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});
