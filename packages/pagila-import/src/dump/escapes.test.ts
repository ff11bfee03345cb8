import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyField } from '../small-dump.fixture.ts';
import { readCopyLine } from './copy-block.ts';
import { decodeCopyField, decodeEscapeString } from './escapes.ts';

const text = fc.string({ unit: 'grapheme' });

test('a line of COPY gives the values that were written', () => {
  const values = fc.array(fc.option(text), { minLength: 1 });
  fc.assert(
    fc.property(values, (row) => {
      expect(readCopyLine(row.map(copyField).join('\t'))).toEqual(row);
    }),
  );
});

test('an escape string gives the text that was written', () => {
  fc.assert(
    fc.property(text, (value) => {
      const raw = value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n');
      expect(decodeEscapeString(raw)).toBe(value);
    }),
  );
});

test.each([
  ['a\\bb\\fc\\vd', 'a\bb\fc\vd'],
  ['\\101\\x42\\x4g', 'AB\x04g'],
  ['\\303\\251t\\xc3\\xa9', 'été'],
  ['\\a\\u0041', 'au0041'],
  ['\\\\N', '\\N'],
  ['\\\\x89', '\\x89'],
])('the field %j of COPY is %j', (field, value) => {
  expect(decodeCopyField(field)).toBe(value);
});

test.each([
  ["it''s \\'it\\'", "it's 'it'"],
  ['\\u00e9\\U0001F600', 'é😀'],
  ['\\303\\251', 'é'],
])('the escape string %j is %j', (raw, value) => {
  expect(decodeEscapeString(raw)).toBe(value);
});
