import { expect, test } from 'vitest';
import { SqlLexer } from './sql-lexer.ts';

function tokens(sql: string, standardStrings = true): string[] {
  const found: string[] = [];
  const lexer = new SqlLexer(({ kind, text, line }) => found.push(`${line} ${kind} ${text}`));
  lexer.standardStrings = standardStrings;
  sql.split('\n').forEach((text, i) => lexer.read(text, i + 1));
  if (lexer.unfinished) found.push(`${lexer.unfinished.line} unfinished ${lexer.unfinished.kind}`);
  return found;
}

test.each<[string, string[]]>([
  ['SELECT a.B', ['1 word select', '1 word a', '1 symbol .', '1 word b']],
  ['"a ""B"', ['1 identifier a "B']],
  ["'it''s'", ["1 string it's"]],
  ["'a\\'", ['1 string a\\']],
  ["E'a\\'b'", ["1 string a'b"]],
  ["e'a\\\nb'", ['1 string a\nb']],
  ["'a\n\nb'", ['1 string a\n\nb']],
  ["''", ['1 string ']],
  ["'a''", ['1 unfinished string']],
  ["'2005'::date", ['1 string 2005', '1 symbol ::', '1 word date']],
  ['1.5 .5 1e-3 0x1F', ['1 number 1.5', '1 number .5', '1 number 1e-3', '1 number 0x1F']],
  ['-1', ['1 symbol -', '1 number 1']],
  ['$$a\n$b$$', ['1 string a\n$b']],
  ['$x$a$$b$x$;', ['1 string a$$b', '1 symbol ;']],
  ['a$$b', ['1 word a$$b']],
  ['$1', ['1 symbol $', '1 number 1']],
  ["a -- 'b\nc", ['1 word a', '2 word c']],
  ['a /* b /* c */\n d */ e', ['1 word a', '2 word e']],
  ['/* a', ['1 unfinished comment']],
  ['été', ['1 word été']],
])('%j', (sql, expected) => {
  expect(tokens(sql)).toEqual(expected);
});

test('a backslash escapes in every string where the dump says so', () => {
  expect(tokens("'a\\'b\\\\'", false)).toEqual(["1 string a'b\\"]);
});
