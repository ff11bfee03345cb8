import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { isIntrospectionOnly } from './introspection-only.ts';

test.each([
  ['{ __schema { types { name } } }', true],
  ['query Q { __type(name: "x") { name } ...F } fragment F on Query { __typename foo: __schema { __typename } }', true],
  ['query Q { ...F ...F } fragment F on Query { ... on Query { __typename } }', true],
  ['query Q { ...F } fragment F on Query { __typename ...F }', true],
  ['query A { __typename } query B { films { title } }', false],
  ['query Q { __type(name: "x") { name } ...F } fragment F on Query { __typename films { title } }', false],
  ['{ __schema: films { title } }', false],
  ['{ __schema { types { name } } ...G }', false],
  ['fragment F on Query { __typename }', false],
])('%s: %s', (text, expected) => {
  expect(isIntrospectionOnly(parse(text))).toBe(expected);
});
