import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { analyseDocument } from './analyse-document.ts';
import { DocumentAnalyses } from './document-analyses.ts';

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const of = (text: string) => analyseDocument(text, 4000);
const operation = (text: string) => {
  const { depth, aliases, directives, topFields, fields, repeats } = of(text).operations[0]!;
  return { depth, aliases, directives, topFields, fields, repeats };
};
const plain = { depth: 1, aliases: 0, directives: 0, topFields: 1, fields: 1, repeats: 1 };

test.each([
  ['{ a }', plain],
  ['{ a { b { c } d } e }', { ...plain, depth: 3, topFields: 2, fields: 5 }],
  ['{ x: a y: a }', { ...plain, aliases: 2, topFields: 2, fields: 2 }],
  ['query ($v: Int @v) @q { a @b ... @c { d @e } }', { ...plain, directives: 5, topFields: 2, fields: 2 }],
  [
    '{ ...F ...F } fragment F on T @f { x: a { b } }',
    { ...plain, depth: 2, aliases: 2, directives: 2, topFields: 2, fields: 4 },
  ],
  ['{ a { ...F } ... { a { c } } } fragment F on T { c }', { ...plain, depth: 2, topFields: 2, fields: 4, repeats: 2 }],
  ['{ a { b } a { b } a: c { b } }', { ...plain, depth: 2, aliases: 1, topFields: 3, fields: 6, repeats: 3 }],
  ['{ a { ...Gone } }', plain],
])('%s', (text, expected) => {
  expect(operation(text)).toEqual(expected);
});

test('fragments that double each other are measured as what they would be written out', () => {
  const bomb = `{ ...F0 } ${many(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Query { a }`;
  const [measured] = of(bomb).operations;
  expect(measured).toMatchObject({ fields: 2 ** 60, topFields: 2 ** 60, repeats: Infinity });
  const nested = `{ ...F0 } ${many(1200 / 8, (i) => `fragment F${i} on T { a { ...F${i + 1} } b { ...F${i + 1} } }`)}`;
  expect(of(nested).operations[0]).toMatchObject({ depth: 150, repeats: Infinity });
});

test('what is too large for a number is endless', () => {
  const bomb = `{ ...F0 } ${many(200, (i) => `fragment F${i} on Q { ${`...F${i + 1} `.repeat(64)} }`)} fragment F200 on Q { a @b }`;
  const { fields, directives } = analyseDocument(bomb, 1_000_000).operations[0]!;
  expect([fields, directives]).toEqual([Infinity, Infinity]);
});

test.each([
  ['itself', '{ ...F } fragment F on Query { a { ...F } b }', { ...plain, topFields: 2, fields: 2 }],
  ['itself at once', '{ ...F } fragment F on Query { a ...F }', plain],
  [
    'by another',
    '{ ...F } fragment F on Q { a { ...G } } fragment G on Q { b { ...F } }',
    { ...plain, depth: 2, fields: 2 },
  ],
])('a fragment that spreads %s is cut where it would begin anew', (_way, text, expected) => {
  expect(operation(text)).toEqual(expected);
});

test('a document whose fragments are longer in each other than may be looked into is endless', () => {
  const chain = `{ ...F0 } ${many(1500, (i) => `fragment F${i} on Q { ...F${i + 1} }`)} fragment F1500 on Q { a }`;
  expect(analyseDocument(chain, 1_000_000).operations[0]!.fields).toBe(Infinity);
});

test.each([
  ['{ __schema { types { name } } }', true],
  ['{ a ... { ...F } } fragment F on Query { __type(name: "A") { name } }', true],
  ['query A { a } query B { alias: __schema { types { name } } }', true],
  ['{ __typename a { __schema } }', false],
])('%s asks for the schema: %s', (text, expected) => {
  expect(of(text).introspects).toBe(expected);
});

test.each([
  ['too-long', `{ ${'a '.repeat(4000)}}`],
  ['too-long', `{ ${'a '.repeat(130_000)}`],
  ['too-long', `{ a(b: """${'\n'.repeat(4001)}""") }`],
  ['too-long', '#\r'.repeat(2001)],
  ['too-long', `{ a(b: "${'x'.repeat(128_000)}") }`],
  ['too-deep', '{a'.repeat(1000)],
  ['too-deep', `{ a(b: ${'['.repeat(201)}`],
  ['too-deep', `query ($a: ${'['.repeat(201)}Int`],
  ['too-deep', `{ a(b: ${'{c:'.repeat(201)}`],
  ['long-name', `{ ${'a'.repeat(101)} }`],
  ['unparsable', ''],
  ['unparsable', '{ a'],
  ['unparsable', '{ a } ?'],
  ['unparsable', '{ a(b: "\\u{110000}") }'],
  ['parsed', '#\r'.repeat(2000) + '{ a }'],
  ['parsed', '\r\n'.repeat(4000) + '{ a }'],
  ['parsed', 'type A { a: Int }'],
  ['parsed', `{ a(b: ${'['.repeat(198)}${']'.repeat(198)}) }`],
  ['parsed', `{ a(b: "${'x'.repeat(127_900)}") }`],
  ['parsed', `{ ${'a '.repeat(3998)}}`],
])('is %s: %#', (kind, text) => {
  const analysis = of(text);
  expect([analysis.kind, analysis.document === undefined]).toEqual([kind, kind !== 'parsed']);
});

test('what no operation uses is compared with the rest', () => {
  const unused = many(20, (i) => `fragment F${i} on Query { ${many(20, (j) => `...F${j}`)} x${i} }`);
  expect(of(`{ a } ${unused}`).comparisons).toBeGreaterThan(1000);
  expect(of('{ a b c } fragment F on Query { d }').comparisons).toBe(4);
});

test('analyses are kept by text, those used last', () => {
  const analyses = new DocumentAnalyses({ maxDocuments: 2 });
  const a = analyses.of('{ a }', 100);
  analyses.of('{ b }', 100);
  expect(analyses.of('{ a }', 100)).toBe(a);
  analyses.of('{ c }', 100);
  expect(analyses.of('{ a }', 100)).toBe(a);
  expect(analyses.size).toBe(2);
});

test('what was too long is read when it no longer is', () => {
  const analyses = new DocumentAnalyses();
  const text = getIntrospectionQuery();
  const short = analyses.of(text, 100);
  expect(short).toMatchObject({ kind: 'too-long', tokens: 101 });
  expect(analyses.of(text, 50)).toBe(short);
  expect(analyses.of(text, 100)).toBe(short);
  expect(analyses.of(text, 1000).kind).toBe('parsed');
  expect(analyses.of(text, 100).kind).toBe('parsed');
});

test('no more is kept than fits', () => {
  const analyses = new DocumentAnalyses({ maxDocuments: 1000, maxBytes: 1_000_000 });
  for (let index = 0; index < 100; index++) analyses.of(`{ a(b: "${index}${'x'.repeat(50_000)}") }`, 20_000);
  expect(analyses.size).toBe(9);
  analyses.of(`{ a(b: "${'x'.repeat(600_000)}") }`, 20_000);
  expect(analyses.size).toBe(9);
  for (let index = 0; index < 2000; index++) analyses.of(`?${index}`, 100);
  expect(analyses.size).toBe(1000);
});
