import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { compose } from '../../../gateway/src/graph.fixture.ts';
import { readAuthorizationRules } from './authorization-rules.ts';
import { enforcedSpecifications } from './security-directives.ts';

const federation = 'https://specs.apollo.dev/federation/v2.9';
const authenticated = { kind: 'authenticated' };

test.each([
  ['as they are', `@link(url: "${federation}", import: ["@authenticated", "@requiresScopes"])`, '@', '@'],
  [
    'under other names',
    `@link(url: "${federation}", import: [{ name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@needs" }])`,
    '@signedIn',
    '@needs',
  ],
  ['not imported', `@link(url: "${federation}")`, '@federation__', '@federation__'],
  ['not imported, with a prefix', `@link(url: "${federation}", as: "fed")`, '@fed__', '@fed__'],
])('directives are known by their links: %s', (_, link, one, two) => {
  const name = (given: string, own: string) => (/^@(\w+__)?$/.test(given) ? `${given}${own}` : given);
  const sdl = `extend schema ${link}
    type Query { a: Int ${name(one, 'authenticated')} b: T c: S e: E other: Int }
    type T { x: Int ${name(two, 'requiresScopes')}(scopes: [["a", "b"], ["c"]]) }
    scalar S ${name(one, 'authenticated')} enum E ${name(two, 'requiresScopes')}(scopes: [["e"]]) { A }`;
  for (const document of [parse(sdl), parse(compose({ one: sdl }))]) {
    const rules = readAuthorizationRules(document);
    expect(rules.ofField('Query', 'a')).toEqual([authenticated]);
    expect(rules.ofField('T', 'x')).toEqual([{ kind: 'requiresScopes', anyOf: [['a', 'b'], ['c']] }]);
    expect(rules.ofType('S')).toEqual([authenticated]);
    expect(rules.ofType('E')).toEqual([{ kind: 'requiresScopes', anyOf: [['e']] }]);
    expect([rules.ofField('Query', 'b'), rules.ofField('Query', 'other'), rules.ofType('T')]).toEqual([[], [], []]);
    expect(rules.isEmpty).toBe(false);
  }
});

test('a link of its own may rename a directive by its prefix', () => {
  const rules = readAuthorizationRules(
    parse(`schema @core(feature: "https://specs.apollo.dev/authenticated/v0.1", as: "auth", for: SECURITY) { query: Query }
      type Query { a: Int @auth b: Int @authenticated }`),
  );
  expect(rules.ofField('Query', 'a')).toEqual([authenticated]);
  // Nothing says what this one means.
  expect(rules.ofField('Query', 'b')).toEqual([]);
});

test('composition asks for what all subgraphs ask', () => {
  const link = `extend schema @link(url: "${federation}", import: ["@key", "@shareable", "@requiresScopes", "@authenticated"])`;
  const rules = readAuthorizationRules(
    parse(
      compose({
        a: `${link} type Query { p: P } type P @key(fields: "id") { id: ID! x: Int @shareable @requiresScopes(scopes: [["a"]]) }`,
        b: `${link} type P @key(fields: "id") @authenticated { id: ID! x: Int @shareable @requiresScopes(scopes: [["b"]]) }`,
      }),
    ),
  );
  expect(rules.ofType('P')).toEqual([authenticated]);
  expect(rules.ofField('P', 'x')).toEqual([{ kind: 'requiresScopes', anyOf: [['a', 'b']] }]);
});

test('what a type is extended by counts', () => {
  const rules = readAuthorizationRules(
    parse(`extend schema @link(url: "${federation}", import: ["@authenticated", "@requiresScopes"])
      type T @authenticated { a: Int } extend type T @requiresScopes(scopes: "x") { b: Int @authenticated }`),
  );
  expect(rules.ofType('T')).toEqual([authenticated, { kind: 'requiresScopes', anyOf: [['x']] }]);
  expect(rules.ofField('T', 'b')).toEqual([authenticated]);
});

test('a field that an older composition copied from an interface object has the rule of the interface', () => {
  const rules = readAuthorizationRules(
    parse(`schema @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY) { query: Query }
      type Book implements Media { id: ID! views: Int @join__field pages: Int @join__field(graph: A) }
      interface Media { id: ID! views: Int @join__field(graph: B) @authenticated pages: Int @authenticated }`),
  );
  expect(rules.ofField('Book', 'views')).toEqual([authenticated]);
  expect(rules.ofField('Book', 'pages')).toEqual([]);
});

test.each([
  ['authenticated/v0.2', 'authenticated/v0.2, of which this version knows v0.1 only'],
  ['requiresScopes/v1.0', 'requiresScopes/v1.0, of which this version knows v0.1 only'],
  ['policy', 'policy/, of which this version knows v0.1 only'],
])('another version of a directive is refused: %s', (url, message) => {
  const sdl = `schema @link(url: "https://specs.apollo.dev/${url}", for: SECURITY) { query: Query } type Query { a: Int }`;
  expect(() => readAuthorizationRules(parse(sdl))).toThrow(message);
});

test.each(['', '(scopes: null)', '(scopes: [[1]])', '(scopes: [null])', '(policies: [["a"]])'])(
  'an argument that cannot be read is refused: %s',
  (given) => {
    const sdl = `schema @link(url: "https://specs.apollo.dev/requiresScopes/v0.1") { query: Query }
      type Query { a: Int @requiresScopes${given} }`;
    expect(() => readAuthorizationRules(parse(sdl))).toThrow(
      'the security directive of Query.a has no list of lists of scopes',
    );
  },
);

test('a policy is refused, because nothing decides what one is', () => {
  const sdl = `extend schema @link(url: "${federation}", import: ["@policy"]) type Query { a: Int @policy(policies: [["p"]]) }`;
  for (const document of [parse(sdl), parse(compose({ one: sdl }))]) {
    expect(() => readAuthorizationRules(document)).toThrow('Query.a asks for a policy, and none is enforced here');
  }
});

test('the specifications that are enforced are told as links have them', () => {
  expect([...enforcedSpecifications]).toEqual([
    'https://specs.apollo.dev/authenticated',
    'https://specs.apollo.dev/requiresScopes',
  ]);
});
