import fc from 'fast-check';
import { GraphQLError, parse, print, visit, type DocumentNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { normalizedBody } from './index.ts';

const name = fc.constantFrom('a', 'b', 'query', 'fragment', 'on', 'Film', '_x1');
const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '\t', '"', '\\', '#', ',', '{', '}', 'é', '…'),
  maxLength: 12,
});
const quoted = text.map((value) => JSON.stringify(value));
const block = text.map((value) => `"""${value.replaceAll('\\', '').replaceAll('"""', '')} """`);

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('1', '-1.5e3', 'true', 'null', 'ENUM', '$v'),
    quoted,
    block,
    fc.array(tie('value'), { maxLength: 2 }).map((values) => `[ ${values.join(' ')} ]`),
    fc
      .array(tie('value'), { maxLength: 2 })
      .map((values) => `{ ${values.map((each, n) => `k${n} : ${each}`).join(' ')} }`),
  ),
}));
const calledWith = value.map((each) => `( x : ${each} )`);
const { selections } = fc.letrec<{ selections: string }>((tie) => ({
  selections: fc
    .array(
      fc.oneof(
        { depthSize: 'small' },
        name,
        fc
          .tuple(name, name, calledWith)
          .map(([alias, field, args]) => `${alias} : ${field} ${args} @include ( if : $v )`),
        fc.tuple(name, tie('selections')).map(([field, inner]) => `${field} ${inner}`),
        tie('selections').map((inner) => `... on Film ${inner}`),
        fc.constant('... F0'),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((fields) => `{ ${fields.join(' ')} }`),
}));
const variables = value.filter((each) => !each.includes('$')).map((each) => `( $v : [ I! ]! = ${each} @d $w : Int )`);
const operation = fc.oneof(
  selections,
  fc
    .tuple(fc.constantFrom('query', 'mutation', 'subscription'), name, fc.option(variables, { nil: '' }), selections)
    .map(([type, named, defined, selected]) => `${type} ${named} ${defined} @d ( x : { y : 1 } ) ${selected}`),
);
/** The definitions of a document, each with single spaces where GraphQL allows for any white space. */
const definitions = fc
  .tuple(operation, fc.array(selections, { maxLength: 3 }))
  .map(([first, fragments]) => [first, ...fragments.map((selected, n) => `fragment F${n} on Film ${selected}`)]);
const ignored = fc.constantFrom(' ', '\n', '\r\n', '\t', ' , ', ',', '\uFEFF', ' # "a" {\n', '\n#\r', '  ');

/** The text with anything that GraphQL ignores in the place of each single space between tokens. */
function spacedOut(definition: string, spaces: readonly string[]): string {
  let taken = 0;
  const next = () => spaces[taken++ % spaces.length] ?? ' ';
  return definition.replaceAll(/"""[^]*?"""|"(?:[^"\\]|\\.)*"| /g, (found) => (found === ' ' ? next() : found));
}

/** What a text says, exactly, as GraphQL reads it: its tree, with its definitions in one order. */
function meaning(source: string): unknown {
  const document: DocumentNode = parse(source, { noLocation: true });
  return document.definitions.map((definition) => JSON.stringify(definition)).sort();
}

/** The result; undefined if what was changed is no GraphQL any more. */
function attempt(normalize: () => string): string | undefined {
  try {
    return normalize();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    return undefined;
  }
}

describe('the normalized text', () => {
  test('is the same whatever is between the tokens, and in whichever order the definitions stand', () => {
    fc.assert(
      fc.property(definitions, fc.array(ignored, { minLength: 1 }), fc.func(fc.nat()), (parts, spaces, rank) => {
        const shuffled = parts.map((part) => spacedOut(part, spaces)).sort((one, other) => rank(one) - rank(other));
        expect(normalizedBody(shuffled.join(spaces[0]))).toBe(normalizedBody(parts.join(' ')));
      }),
    );
  });

  test('of texts that say something else is another', () => {
    fc.assert(
      fc.property(definitions, fc.nat(), (parts, n) => {
        const tokens = parts.join(' ').split(' ');
        const at = n % (tokens.length - 1);
        const swapped = tokens.toSpliced(at, 2, tokens[at + 1]!, tokens[at]!).join(' ');
        const normalized = attempt(() => normalizedBody(swapped));
        if (normalized !== normalizedBody(parts.join(' '))) return;
        expect(meaning(swapped)).toEqual(meaning(parts.join(' ')));
      }),
    );
  });

  test('is another as soon as one token is left out', () => {
    fc.assert(
      fc.property(definitions, fc.nat(), (parts, n) => {
        const tokens = parts.join(' ').split(' ');
        const changed = tokens.filter((_, index) => index !== n % tokens.length).join(' ');
        const normalized = attempt(() => normalizedBody(changed));
        // Blank lines around a block string are no part of it.
        if (tokens[n % tokens.length]!.trim() !== '') expect(normalized).not.toBe(normalizedBody(parts.join(' ')));
      }),
    );
  });

  test('is that of the text as it is printed anew, strings aside that have other escapes', () => {
    fc.assert(
      fc.property(definitions, (parts) => {
        const source = parts.join(' ');
        const plain = visit(parse(source), {
          StringValue: (node) => ({ ...node, value: node.value.replaceAll(/[^a-z ]/g, '') }),
        });
        const printed = print(plain);
        expect(normalizedBody(print(parse(printed)))).toBe(normalizedBody(printed));
      }),
    );
  });
});

test.each([
  ['{ a(x: "b c") }', '{ a(x: "b  c") }'],
  ['{ a(x: "b,c") }', '{ a(x: "b c") }'],
  ['{ a(x: "#") }', '{ a(x: "") }'],
  ['{ a(x: "A") }', '{ a(x: "\\u0041") }'],
  ['{ a(x: "b") }', '{ a(x: """b""") }'],
  ['{ a(x: """b c""") }', '{ a(x: """b  c""") }'],
  ['{ a(x: """b\n  c\nd""") }', '{ a(x: """b\nc\nd""") }'],
  ['{ a(x: """b""", y: "c") }', '{ a(x: """b", y: "c""") }'],
  ['{ a(x: """b""") }', '{ a(x: """b """) }'],
  ['{ a b }', '{ b a }'],
  ['{ ab }', '{ a b }'],
  ['{ a ...b }', '{ a ... on b { c } }'],
  ['{ a(x: 1) }', '{ a(x: 1.0) }'],
  ['query A { a } query B { b }', 'query A { b } query B { a }'],
  ['query A($a: I = {b: 1}) { a }', 'query A($a: I = {b: 1}) { a } { b }'],
])('%s is not %s', (one, other) => {
  expect(normalizedBody(one)).not.toBe(normalizedBody(other));
});

test.each([
  ['{ a(x: """\n    b\n      c\n  """) }', '{ a(x: """\nb\n  c""") }'],
  ['{ a(x: """b\r\nc""") }', '{ a(x: """b\nc""") }'],
  [
    '\uFEFFquery A($a:I={b:1},$c:[I!]){a(x:[1,2])}',
    '# comment\nquery A ( $a : I = { b : 1 } $c : [I!] ) { a(x: [1 2]) }',
  ],
  ['fragment F on A { b } query Q { ...F }', 'query Q { ...F }\nfragment F on A { b }'],
])('%s is %s', (one, other) => {
  expect(normalizedBody(one)).toBe(normalizedBody(other));
});

test.each(['{ a(x: "b) }', '{ a(x: """b) }', '{ a % }', '{ a(x: 01) }'])('%s is no text of GraphQL', (source) => {
  expect(() => normalizedBody(source)).toThrow(GraphQLError);
});

test('a text that is nested as deep as it is long is read to its end', () => {
  const deep = '{a'.repeat(100_000);
  expect(normalizedBody(deep)).toBe(normalizedBody(deep.replaceAll('{', '\n{ ')));
});
