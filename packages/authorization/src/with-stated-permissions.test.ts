import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { readAuthorizationRules } from './authorization-rules.ts';
import { withStatedPermissions } from './with-stated-permissions.ts';

const directives = '"@key", "@external", "@authenticated", "@requiresScopes"';
const imported = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${directives}])
  directive @public on OBJECT | FIELD_DEFINITION`;
const staff = '@requiresScopes(scopes: [["staff"]])';

/** The fields of a schema as they are stated, by their coordinates; without arguments and types. */
function stated(sdl: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const definition of withStatedPermissions(parse(sdl)).definitions) {
    if (!('fields' in definition) || !('name' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const given = 'directives' in field ? (field.directives ?? []) : [];
      fields[`${definition.name.value}.${field.name.value}`] = given.map((each) => print(each)).join(' ');
    }
  }
  return fields;
}

test.each<[string, string, Record<string, string>]>([
  [
    'each root',
    'type Query { a: Int } type Mutation { b: Int } type Subscription { c: Int } extend type Query { d: Int }',
    { 'Query.a': staff, 'Mutation.b': staff, 'Subscription.c': staff, 'Query.d': staff },
  ],
  ['a root of another name', 'schema { query: Root } type Root { a: Int }', { 'Root.a': staff }],
  [
    'what says so itself',
    'type Query { a: Int @public b: Int @authenticated c: Int @requiresScopes(scopes: [["manager"]]) }',
    { 'Query.a': '@public', 'Query.b': '@authenticated', 'Query.c': '@requiresScopes(scopes: [["manager"]])' },
  ],
  ['an entity but for its key', 'type T @key(fields: "id") { id: ID! a: Int }', { 'T.id': '', 'T.a': staff }],
  [
    'an entity of several keys, one of them with an object',
    'type T @key(fields: "id") @key(fields: "code v { n }") { id: ID! code: Int v: V a: V } type V { n: Int m: Int }',
    { 'T.id': '', 'T.code': '', 'T.v': '', 'T.a': staff, 'V.n': '', 'V.m': '' },
  ],
  [
    'an entity whose type says so',
    `type A @key(fields: "id") @public { id: ID! a: Int b: Int ${staff} }
     type B @key(fields: "id") @authenticated { id: ID! a: Int b: Int @public } extend type B { c: Int }`,
    { 'A.id': '', 'A.a': '', 'A.b': staff, 'B.id': '', 'B.a': '', 'B.b': '@public', 'B.c': '' },
  ],
  [
    'what is added to an entity of another subgraph',
    'extend type T @key(fields: "id") { id: ID! @external name: String @external a: Int b: Int @public }',
    { 'T.id': '@external', 'T.name': '@external', 'T.a': staff, 'T.b': '@public' },
  ],
  [
    'an entity that is added to in several places',
    'extend type T @key(fields: "id") { id: ID! } extend type T { a: Int }',
    { 'T.id': '', 'T.a': staff },
  ],
  [
    'nothing that is no entity',
    'type V { a: Int } input I { a: Int } interface N { a: Int } type W @authenticated { a: Int }',
    { 'V.a': '', 'I.a': '', 'N.a': '', 'W.a': '' },
  ],
])('the default is stated at %s', (_, sdl, expected) => {
  expect(stated(`${imported} ${sdl}`)).toEqual(expected);
});

test.each([
  ['import: ["@key", { name: "@requiresScopes", as: "@needs" }]', '@key', '@needs'],
  ['import: ["@key"]', '@key', '@federation__requiresScopes'],
  ['as: "fed"', '@fed__key', '@fed__requiresScopes'],
])('the directive is called what the link calls it: %s', (link, key, name) => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", ${link}) type T ${key}(fields: "id") { id: ID! a: Int }`;
  expect(stated(sdl)).toEqual({ 'T.id': '', 'T.a': `${name}(scopes: [["staff"]])` });
  const rules = readAuthorizationRules(withStatedPermissions(parse(sdl)));
  expect(rules.ofField('T', 'a')).toEqual([{ kind: 'requiresScopes', anyOf: [['staff']] }]);
});

test('what has nothing to close stays the same', () => {
  const document = parse(`${imported} type Query { a: Int @public } type V { b: Int }`);
  expect(withStatedPermissions(document)).toBe(document);
  const closed = withStatedPermissions(parse(`${imported} type Query { a: Int b: Int @public }`));
  expect(withStatedPermissions(closed)).toBe(closed);
});

test('a schema in which it cannot be stated is refused, rather than left open', () => {
  expect(() => withStatedPermissions(parse('type Query { a: Int }'))).toThrow(
    'the schema of a subgraph has no @link to the federation specification',
  );
});

test('a key that cannot be read closes no less', () => {
  expect(stated(`${imported} type T @key(fields: "{") { id: ID! }`)).toEqual({ 'T.id': staff });
});
