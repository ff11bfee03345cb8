import { describe, expect, test } from 'vitest';
import { bytes, day, dollars, flag, moment, someOf, text, type ColumnType } from './column-types.ts';

const features = someOf('text', ['A', 'B C', 'D"E']);

describe('values', () => {
  test.each<[ColumnType, string, unknown]>([
    [dollars, '4.99', 499],
    [dollars, '5', 500],
    [dollars, '0.1', 10],
    [dollars, '4.9900', 499],
    [dollars, '-0.00', 0],
    [dollars, '21474836.47', 2_147_483_647],
    [moment, '2005-05-24 22:53:30.996577', '2005-05-24 22:53:30.996577'],
    [moment, '2004-02-29T22:53:30Z', '2004-02-29T22:53:30Z'],
    [moment, '2005-05-24 22:53:30+05:30', '2005-05-24 22:53:30+05:30'],
    [moment, '2005-05-24', '2005-05-24'],
    [day, '2006-02-14', '2006-02-14'],
    [day, '2006-02-14 22:04:36.000', '2006-02-14'],
    [flag, 't', true],
    [flag, '0', false],
    [flag, '1', true],
    [flag, 'FALSE', false],
    [text(3), 'a😀é', 'a😀é'],
    [text(3, { padded: true }), 'abc   ', 'abc'],
    [features, '{}', []],
    [features, '{A,"B C"}', ['A', 'B C']],
    [features, '{"D\\"E"}', ['D"E']],
    [features, 'A,B C', ['A', 'B C']],
    [bytes, '\\x89FF', '\\x89FF'],
    [bytes, '\\211PNG\\\\', '\\211PNG\\\\'],
  ])('%# %j', (type, given, value) => {
    expect(type.read(given)).toEqual(value);
  });
});

describe('no values', () => {
  test.each<[ColumnType, string]>([
    [dollars, ''],
    [dollars, '4.999'],
    [dollars, '1e3'],
    [dollars, '$4.99'],
    [dollars, '-1'],
    [moment, '2005-02-29 00:00:00'],
    [moment, '2005-05-24 24:00:00'],
    [moment, '2005-05-24 22:60:00'],
    [moment, '2005-05-24 22:53:30+16'],
    [moment, '0000-01-01 00:00:00'],
    [moment, '2005-05-24 22:53:30 BC'],
    [moment, '24/05/2005 22:53:30'],
    [day, '2006-13-01'],
    [flag, ''],
    [text(3), ''],
    [text(3), 'abcd'],
    [text(3), 'a\0'],
    [features, '{A,}x'],
    [features, '{A,NULL}'],
    [features, '{A'],
    [bytes, '\\x8'],
    [bytes, '\\9'],
  ])('%# %j', (type, given) => {
    expect(() => type.read(given)).toThrow(expect.objectContaining({ name: 'InvalidValue' }));
  });
});
