import { expect, test } from 'vitest';
import type { DumpValue } from './dump-row.ts';
import { readInsertValue } from './insert-value.ts';
import { SqlLexer, type Token } from './sql-lexer.ts';

function read(sql: string): DumpValue {
  const tokens: Token[] = [];
  new SqlLexer((token) => tokens.push(token)).read(sql, 1);
  return readInsertValue(tokens);
}

test.each<[string, DumpValue]>([
  ["'a'", 'a'],
  ['1.50', '1.50'],
  ['-1', '-1'],
  ['+ 1', '1'],
  ['NULL', null],
  ['null::integer', null],
  ['DEFAULT', undefined],
  ['TRUE', 'true'],
  ["'t'::boolean", 't'],
  ["'a'::character varying(20)", 'a'],
  ["'{a}'::text[]", '{a}'],
  ["('a')", 'a'],
  ["DATE '2005-05-24'", '2005-05-24'],
  ["timestamp without time zone '2005-05-24 22:53:30'", '2005-05-24 22:53:30'],
  ["ARRAY['a', 'b,c']::text[]", '{"a","b,c"}'],
  ["ARRAY['it''s \"it\"', NULL]", '{"it\'s \\"it\\"",NULL}'],
  ['ARRAY[]::text[]', '{}'],
  ["ARRAY['a'::text, ('b')]", '{"a","b"}'],
  ["string_to_array('a,b', ',')", '{"a","b"}'],
  ["decode('89ff', 'hex')", '\\x89ff'],
])('%s', (sql, value) => {
  expect(read(sql)).toBe(value);
});

test.each(['', 'now()', "nextval('a')", "'a' || 'b'", '1 + 1', '(SELECT 1)', 'a.b', 'CURRENT_DATE', '()'])(
  '%j is not a value',
  (sql) => {
    expect(() => read(sql)).toThrow(expect.objectContaining({ name: 'UnreadableValue' }));
  },
);
