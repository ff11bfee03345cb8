import { concatAST, parse, Source } from 'graphql';
import { expect, test } from 'vitest';
import { formatProblem } from '../problem.ts';
import { findUnsoundPermissions } from './lint-permissions.ts';

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@inaccessible",
  "@authenticated", "@requiresScopes"]) directive @public on OBJECT | FIELD_DEFINITION`;
const manager = '@requiresScopes(scopes: [["manager"]])';

function problemsOf(sdl: string, shared = 'type Money { amount: Int! }'): string[] {
  const documents = [parse(new Source(`${header}\n${sdl}`, 'own')), parse(new Source(shared, 'schema/shared.graphql'))];
  return findUnsoundPermissions(concatAST(documents)).map(formatProblem);
}

test.each<[string, string, string[]]>([
  [
    'nullable fields, by each of the directives',
    `type Query { a: Int @public b: Int @authenticated c: Int ${manager} d: Int }`,
    [],
  ],
  [
    'what is open and never null',
    'type Query { a: Int! @public } type T @key(fields: "id") @public { id: ID! a: Int! }',
    [],
  ],
  ['what is never null and closed by its type only', `type T @key(fields: "id") ${manager} { id: ID! a: Int! }`, []],
  ['what is decided at the field that leads to it', 'type V { a: Int! }', []],
  ['a subscription, which is refused whole', 'type Subscription { a: Int! @authenticated b: Int! }', []],
  ['what no client can ask for', `type Query { a: Int! @inaccessible ${manager} b: Int! @inaccessible }`, []],
  [
    'a protected field that is never null',
    `type Query { a: [Int!]! @authenticated } type V { b: Int! ${manager} }`,
    [
      'own:3:14: Query.a is null for who may not see it: make it [Int!]',
      'own:3:51: V.b is null for who may not see it: make it Int',
    ],
  ],
  [
    'a field that nothing is stated of and that is never null',
    'type Query { a: Int! } extend type T @key(fields: "id") { id: ID! b: Int! }',
    [
      'own:3:14: nothing states who may see Query.a: state `@public`, `@authenticated` or `@requiresScopes(scopes: [["manager"]])`, or make it Int: for staff',
      'own:3:67: nothing states who may see T.b: state `@public`, `@authenticated` or `@requiresScopes(scopes: [["manager"]])`, or make it Int: for staff',
    ],
  ],
  [
    'a key that is closed',
    'type T @key(fields: "id") { id: ID @authenticated } extend type U @key(fields: "id") { id: ID @external @public }',
    [
      'own:3:36: T.id is a key, which is fetched to join: take @authenticated away',
      'own:3:105: U.id is a key, which is fetched to join: take @public away',
    ],
  ],
  [
    'an interface, a scalar and an enum',
    'interface I @authenticated { a: Int @public } scalar S @authenticated enum E @authenticated { A }',
    [
      'own:3:13: @authenticated stands at I: state it at the fields',
      'own:3:37: I.a is of an interface: state it where it is implemented',
      'own:3:56: @authenticated stands at S: state it at the fields',
      'own:3:78: @authenticated stands at E: state it at the fields',
    ],
  ],
  [
    'an extension of a type',
    'extend type T @key(fields: "id") @public { id: ID! @external }',
    ['own:3:34: @public stands at what is added to T: state it at the added fields'],
  ],
  [
    '@public together with another',
    `type Query { a: Int @public @authenticated } type T @key(fields: "id") ${manager} @public { id: ID! }`,
    [
      'own:3:111: @public and @requiresScopes stand together: take one away',
      'own:3:21: @public and @authenticated stand together: take one away',
    ],
  ],
])('%s', (_, sdl, expected) => {
  expect(problemsOf(sdl)).toEqual(expected);
});

test('a type that subgraphs share is decided where it is led to', () => {
  const message = 'stands at a type that subgraphs share: state it at the fields that lead to it';
  expect(problemsOf('', 'type Money @authenticated { amount: Int @public }')).toEqual([
    `schema/shared.graphql:1:12: @authenticated ${message}`,
    `schema/shared.graphql:1:41: @public ${message}`,
  ]);
});
