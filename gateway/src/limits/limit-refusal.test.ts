import { readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { analyseDocument } from './analyse-document.ts';
import { refusalOf } from './limit-refusal.ts';
import { defaultOperationLimits, type OperationLimits } from './operation-limits.ts';

const refusal = (text: string, limits: Partial<OperationLimits> = {}, name?: string) => {
  const all = { ...defaultOperationLimits, ...limits };
  return refusalOf(analyseDocument(text, all.maxTokens), name, all);
};
const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe('an operation is refused for', () => {
  test.each([
    ['MAX_TOKENS_LIMIT', { maxTokens: 3 }, '{ a }', '{ a b }', '3 tokens'],
    ['MAX_DEPTH_LIMIT', { maxDepth: 2 }, '{ a { b } }', '{ a { ...F } } fragment F on A { b { c } }', '2 deep'],
    ['MAX_ALIASES_LIMIT', { maxAliases: 1 }, '{ x: a }', '{ ...F ...F } fragment F on A { x: b }', '1 aliases'],
    ['MAX_ALIASES_LIMIT', { maxAliases: 2 }, '{ a a }', '{ a a ... { a } }', '2 times'],
    ['MAX_DIRECTIVES_LIMIT', { maxDirectives: 1 }, '{ a @b }', '{ a @b @c }', '1 directives'],
    [
      'MAX_ROOT_FIELDS_LIMIT',
      { maxRootFields: 1 },
      '{ a { b c } }',
      '{ a ...F } fragment F on Query { b }',
      '1 fields',
    ],
    ['MAX_FIELDS_LIMIT', { maxFields: 2 }, '{ a { b } }', '{ a { b c } }', '2 fields'],
  ] as const)('%s', (code, limits, passes, fails, says) => {
    expect(refusal(passes, limits)).toBeUndefined();
    const refused = refusal(fails, limits);
    expect(refused).toMatchObject({ status: 400, code });
    expect(refused!.message).toContain(says);
  });
});

test('where it says which operation is asked for, the others do not count', () => {
  const text = 'query Small { a } query Large { a b c }';
  const limits = { maxFields: 2 };
  expect(refusal(text, limits, 'Small')).toBeUndefined();
  for (const name of ['Large', undefined, 'Unknown', '']) {
    expect(refusal(text, limits, name)).toMatchObject({ code: 'MAX_FIELDS_LIMIT' });
  }
});

test('all that is validated counts for what it takes to merge it', () => {
  const spreads = many(200, (i) => `...F${i}`);
  const fragments = many(200, (i) => `fragment F${i} on Film { a${i} }`);
  for (const text of [`query A { a { ${spreads} } }`, `query A { a } query B { a { ${spreads} } }`]) {
    expect(refusal(`${text} ${fragments}`, {}, 'A')).toMatchObject({ code: 'MAX_FIELDS_LIMIT' });
  }
  expect(refusal(`query A { a } fragment All on Film { ${spreads} } ${fragments}`)).toMatchObject({
    code: 'MAX_FIELDS_LIMIT',
  });
  const bomb = many(40, (i) => `fragment F${i} on Film { ...F${i + 1} ...F${i + 1} }`);
  expect(refusal(`query A { a } query B { ...F0 } ${bomb}`, {}, 'A')).toMatchObject({ code: 'MAX_FIELDS_LIMIT' });
});

test.each([
  ['10 000 aliases', `{ ${many(10_000, (i) => `a${i}: films { id }`)} }`, 'MAX_TOKENS_LIMIT'],
  ['1000 aliases', `{ ${many(1000, (i) => `a${i}: a`)} }`, 'MAX_ALIASES_LIMIT'],
  ['a depth of 10 000', '{a'.repeat(10_000), 'MAX_DEPTH_LIMIT'],
  ['a value of depth 10 000', `{a(b:${'['.repeat(10_000)}`, 'MAX_DEPTH_LIMIT'],
  ['a long name', `{ ${'a'.repeat(10_000)} }`, 'MAX_TOKENS_LIMIT'],
  ['10 000 directives', `{ a ${'@b '.repeat(10_000)} }`, 'MAX_TOKENS_LIMIT'],
  ['1000 directives', `{ a ${'@b '.repeat(1000)} }`, 'MAX_DIRECTIVES_LIMIT'],
  ['a selection repeated', `{ ${'films { edges { node { id } } } '.repeat(100)} }`, 'MAX_ROOT_FIELDS_LIMIT'],
])('%s', (_name, text, code) => {
  expect(refusal(text)).toMatchObject({ code });
});

test.each([
  ['a fragment cycle', '{ ...A } fragment A on Query { a { ...B } } fragment B on Query { b { ...A } }'],
  ['what is no GraphQL', '{ a'],
  ['nothing', ''],
  ['a schema', 'type Query { a: Int }'],
])('%s is left to validation', (_name, text) => {
  expect(refusal(text)).toBeUndefined();
});

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const ofReadme = [...read('README.md').matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text!);

test.each([
  ...ofReadme.map((text, index) => [`README.md ${index}`, text]),
  ...['browse-catalogue', 'rent-and-return'].map((name) => [name, read(`tests/${name}.graphql`)]),
  [
    'introspection',
    getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      experimentalDirectiveDeprecation: true,
      oneOf: true,
    }),
  ],
])('%s is taken', (_name, text) => {
  expect(analyseDocument(text, defaultOperationLimits.maxTokens).kind).toBe('parsed');
  expect(refusal(text)).toBeUndefined();
});
