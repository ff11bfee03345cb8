import { parse, Source } from 'graphql';
import { expect, test } from 'vitest';
import { formatProblem } from '../problem.ts';
import { findUnsoundCacheHints } from './lint-cache-hints.ts';

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external",
  "@authenticated", "@requiresScopes"])`;
const hint = '@cacheControl(maxAge: 60)';
const inherits = '@cacheControl(inheritMaxAge: true)';
const own = '@cacheControl(maxAge: 60, scope: PRIVATE)';

function problemsOf(sdl: string): string[] {
  return findUnsoundCacheHints(parse(new Source(`${header}\n${sdl}`, 'own'))).map(formatProblem);
}

function refused(column: number, what: string, why: string): string {
  return `own:3:${column}: ${what} ${why}: take the hint away, or state scope: PRIVATE`;
}

test.each<[string, string, string[]]>([
  [
    'what is public, by itself or by its type, and a type that closes nothing',
    `type Query { a: A @public ${hint} } type A @key(fields: "id") @public ${hint} { id: ID! a: A ${hint} } type B ${hint} { a: Int }`,
    [],
  ],
  ['what inherits in a type that other fields lead to', `type Page ${inherits} { info: Page! ${inherits} }`, []],
  [
    'what is kept for the client that asked only',
    `type Query { a: Int @authenticated ${own} b: Int ${own} } type A @perViewer ${own} { a: Int ${own} }`,
    [],
  ],
  [
    'a field that asks for a token',
    `type Query { a: Int @authenticated ${hint} b: Int @requiresScopes(scopes: [["staff"]]) @cacheControl(scope: PUBLIC) }`,
    [refused(36, 'Query.a', 'is not @public'), refused(106, 'Query.b', 'is not @public')],
  ],
  [
    'a field that nothing is stated of, which is for staff',
    `type Query { a: Int ${hint} } extend type A @key(fields: "id") { id: ID! @external a: A ${inherits} }`,
    [refused(21, 'Query.a', 'is not @public'), refused(107, 'A.a', 'is not @public')],
  ],
  [
    'a field of a type that asks for a token, and the type',
    `type A @key(fields: "id") @authenticated ${hint} { id: ID! a: Int ${hint} }`,
    [refused(42, 'A', 'is not @public'), refused(85, 'A.a', 'is not @public')],
  ],
  [
    'a field that its parent decides about',
    `type Page { count: Int ${hint} }`,
    [refused(24, 'Page.count', 'is not @public')],
  ],
  ['a key', `type A @key(fields: "id") @public { id: ID! ${hint} }`, [refused(45, 'A.id', 'is not @public')]],
  [
    'what depends on who asks: a field, a type, and its fields wherever they stand',
    `type Query { a: Int @public @perViewer ${hint} } type A @perViewer ${hint} { a: Int } extend type A { b: Int @public ${inherits} }`,
    [
      refused(86, 'A', 'depends on who asks'),
      refused(40, 'Query.a', 'depends on who asks'),
      refused(154, 'A.b', 'depends on who asks'),
    ],
  ],
])('%s', (_, sdl, expected) => {
  expect(problemsOf(sdl)).toEqual(expected);
});
