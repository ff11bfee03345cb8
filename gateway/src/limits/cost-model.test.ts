import { describe, expect, test } from 'vitest';
import { costSdl, costsOf } from './cost-graph.fixture.ts';
import { mostCost } from './cost-amount.ts';
import type { Variables } from './variable-value.ts';

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

const library = costSdl(`
  type Query {
    films(first: Int, last: Int, filter: Filter): Films!
      @listSize(assumedSize: 30, slicingArguments: ["first", "last"], sizedFields: ["edges"], requireOneSlicingArgument: false)
    newest(count: Int = 5): [Film!]! @listSize(slicingArguments: ["count"], requireOneSlicingArgument: false)
    shelf(from: Int, to: Int): [Film] @listSize(assumedSize: 4, slicingArguments: ["from", "to"])
    hundred: [Film!]! @listSize(assumedSize: 100)
    unsized: [Film!]
    film(id: ID): Film
    anything: [Anything!]! @listSize(assumedSize: 10)
    node: Node
    search(by: Search @cost(weight: 6), all: [Search!], rating: Rating, text: String @cost(weight: 7)): Film
    secret: String @cost(weight: 9)
    refund: Film @cost(weight: -5)
    dear: Dear
    rated: [Rating!]!
  }
  type Mutation { lend(by: Search @cost(weight: 6)): Film  giveBack: Film }
  type Films { edges: [Edge!]! total: Int! @cost(weight: 3) again: [Edge!]! }
  type Edge { node: Film! }
  type Film implements Node { id: ID! title: String rating: Rating day: Day similar: [Film!]! @listSize(assumedSize: 3) names: [String!]! }
  type Dear @cost(weight: 20) { id: ID! }
  type Disc implements Node @cost(weight: 4) { id: ID! similar: [Film!]! @listSize(assumedSize: 6) films: [Film!]! }
  union Anything = Film | Disc
  interface Node { id: ID! similar: [Film!]! }
  enum Rating @cost(weight: 2) { G PG }
  scalar Day @cost(weight: 5)
  input Filter { title: String and: [Filter!] or: Filter }
  input Search { text: String @cost(weight: 8) rating: Rating below: Filter }
`);
const { cost, compiled } = costsOf(library, { defaultListSize: 11 });

const film = 'edges { node { id } }';

describe('an operation costs', () => {
  test.each<[string, number, Variables?]>([
    ['{ __typename }', 0],
    ['{ film { id title } }', 1],
    ['{ film { __typename id } film { id } }', 2],
    ['{ unknown { more } film { unknown { id } } }', 1],
    ['{ __schema { types { name } } }', 0],
    ['{ unsized { id } }', 11],
    ['{ hundred { similar { id } } }', 100 * (1 + 3)],
    ['{ secret film { names rating day } }', 9 + 1 + 2 + 5],
    ['{ rated }', 11 * 2],
    ['{ dear { id } }', 20],
    ['{ refund { id } secret }', 9],
    ['{ films { total } }', 1 + 3],
    [`{ films { ${film} } }`, 1 + 30 * 2],
    [`{ films(first: 5) { ${film} } }`, 1 + 5 * 2],
    [`{ films(first: 5, last: 7) { ${film} total } }`, 1 + 7 * 2 + 3],
    [
      `{ films(first: 5) { ...E again { node { id } } } } fragment E on Films { ...I } fragment I on Films { ${film} }`,
      1 + 5 * 2 + 11 * 2,
    ],
    ['{ newest { id } }', 5],
    ['{ newest(count: null) { id } }', 11],
    ['{ shelf(from: 2) { id } }', 2],
    ['{ shelf { id } }', 11],
    ['{ shelf(from: 12, to: 13) { id } }', 13],
    ['{ anything { ... on Film { id similar { id } } } }', 10 * (4 + 3)],
    ['{ anything { ... on Film { similar { id } } ... on Disc { id } } }', 10 * (4 + 3)],
    ['{ anything { ... on Film { similar { id } } ... on Disc { films { id } } } }', 10 * (4 + 11)],
    ['{ anything { ... on Node { similar { id } } } }', 10 * (4 + 6)],
    [
      '{ node { similar { id } ... on Film { similar { similar { id } } } ... on Edge { node { id } } } }',
      4 + 3 + 3 * 4,
    ],
    ['{ search(text: "a", rating: G) { id } }', 7 + 2 + 1],
    ['{ search(by: { text: "a", rating: G, below: { or: {}, and: [{}, {}] } }) { id } }', 6 + 8 + 2 + 1 + 1 + 2 + 1],
    ['{ search(all: [{}, { text: "a" }]) { id } }', 1 + 1 + 8 + 1],
    ['{ search(by: null, text: null) { id } }', 1],
    ['mutation { lend { id } giveBack { id } }', 22],
    ['mutation { lend(by: {}) { id } ...M } fragment M on Mutation { lend { id } }', 6 + 22],
    ['subscription { anything { id } }', 0],
  ])('%s: %d', (query, expected) => {
    expect(cost(query)).toBe(expected);
  });
});

describe('variables', () => {
  const first = `query ($n: Int) { films(first: $n) { ${film} } }`;
  const defaulted = `query ($n: Int = 6) { newest(count: $n) { id } }`;
  test.each<[string, Variables, number]>([
    [first, {}, 61],
    [first, { n: 4 }, 9],
    [first, { n: 0 }, 1],
    [first, { n: -4 }, 1],
    [first, { n: null }, 61],
    [first, { n: '4' }, 61],
    [first, { n: 4.5 }, 61],
    [first, { n: [4] }, 61],
    [first, { n: NaN }, 61],
    [first, { n: 1e300 }, 1 + 2 * (2 ** 31 - 1)],
    [first, Object.create({ n: 4 }) as Variables, 61],
    [`query { films(first: $__proto__) { ${film} } }`, {}, 61],
    [defaulted, {}, 6],
    [defaulted, { n: 3 }, 3],
    [defaulted, { n: null }, 11],
    [`query ($n: Int) { newest(count: $n) { id } }`, {}, 5],
    [`query ($n: Int) { newest(count: 99999999999999999999) { id } }`, {}, 2 ** 31 - 1],
    [`query ($on: Boolean!) { film @include(if: $on) { id } secret }`, { on: true }, 10],
    [`query ($on: Boolean!) { film @include(if: $on) { id } secret }`, { on: false }, 9],
    [`query ($on: Boolean!) { film @include(if: $on) { id } secret }`, {}, 10],
    [`query ($on: Boolean = false) { film @include(if: $on) { id } secret }`, {}, 9],
    [
      `query ($on: Boolean!) { film @skip(if: $on) @include(if: true) { id } ... @skip(if: $on) { secret } }`,
      { on: true },
      0,
    ],
    [
      `query ($on: Boolean!) { ...F @skip(if: $on) film @skip(if: true) { id } } fragment F on Query { secret }`,
      { on: false },
      9,
    ],
    [
      `query ($by: Search) { search(by: $by) { id } }`,
      { by: { text: 'a', rating: 'G', below: { and: [{}, {}] } } },
      6 + 8 + 2 + 3 + 1,
    ],
    [`query ($by: Search) { search(by: $by) { id } }`, { by: 'text' }, 6 + 1],
    [`query ($by: Search) { search(by: $by) { id } }`, {}, 1],
    [`query ($by: Search = { text: "a" }) { search(by: $by) { id } }`, {}, 15],
    [`query ($t: String) { search(by: { text: $t }) { id } }`, { t: 'a' }, 15],
    [`query ($t: String) { search(by: { text: $t }) { id } }`, {}, 7],
    [
      `query ($f: Filter) { films(filter: $f) { total } }`,
      { f: { and: Array.from({ length: 50 }, () => ({})) } },
      51 + 4,
    ],
  ])('%s %j: %d', (query, variables, expected) => {
    expect(cost(query, variables)).toBe(expected);
  });

  test('values that are too many, or too deep, cost the most', () => {
    const filter = compiled('query ($f: Filter) { films(filter: $f) { total } }');
    let deep: unknown = {};
    for (let index = 0; index < 100_000; index++) deep = { or: deep };
    let lists: unknown = [];
    for (let index = 0; index < 100_000; index++) lists = [lists];
    for (const f of [deep, lists, { and: Array.from({ length: 100_000 }, () => ({})) }]) {
      expect(filter.cost({ f })).toBe(mostCost);
    }
  });
});

test('nothing is too expensive for a number', () => {
  const nested = `{ hundred { ${'similar { '.repeat(100)} id ${'}'.repeat(100)} } }`;
  expect(cost(nested)).toBe(mostCost);
  const size = `query ($n: Int) { newest(count: $n) { ${'similar { '.repeat(100)} id ${'}'.repeat(100)} } }`;
  expect([0, 1, 1e12].map((n) => cost(size, { n }))).toEqual([0, mostCost, mostCost]);
});

test('fragments that double each other cost what they stand for, and are compiled and evaluated once', () => {
  const bomb = (on: string, inner: string) =>
    many(60, (i) => `fragment F${i} on ${on} { ...F${i + 1} ...F${i + 1} }`) + ` fragment F60 on ${on} { ${inner} }`;
  expect(cost(`{ ...F0 } ${bomb('Query', 'secret')}`)).toBe(mostCost);
  const conditional = `query ($on: Boolean!) { ...F0 } ${bomb('Query', 'secret @include(if: $on)')}`;
  expect([true, false].map((on) => cost(conditional, { on }))).toEqual([mostCost, 0]);
  const twenty = `query ($on: Boolean!) { ...F40 } ${bomb('Query', 'secret @include(if: $on)')}`;
  expect(cost(twenty, { on: true })).toBe(9 * 2 ** 20);
  const nested = many(60, (i) => `fragment F${i} on Film { similar { ...F${i + 1} } similar { ...F${i + 1} } }`);
  expect(
    cost(`query ($on: Boolean!) { film { ...F0 } } ${nested} fragment F60 on Film { similar @skip(if: $on) { id } }`),
  ).toBe(mostCost);
});

test.each([
  ['{ ...F } fragment F on Query { film { id } ...F }', 1],
  [
    '{ film { ...F } } fragment F on Film { similar { ...G } } fragment G on Film { similar { ...F } rating }',
    1 + 3 * (1 + 2 + 3),
  ],
  ['{ ...Gone film { ...Gone } }', 1],
  [`{ ...F0 } ${many(900, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F900 on Query { secret }`, 9],
  [
    `{ ...F0 } ${many(5000, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F5000 on Query { secret }`,
    mostCost,
  ],
])('fragments may lead round in a cycle, to nothing, and far: %#', (query, expected) => {
  expect(cost(query)).toBe(expected);
});

test('each operation of a document costs its own', () => {
  const document = 'query A { secret } query B { film { id } }';
  expect(['A', 'B'].map((name) => compiled(document, name).cost({}))).toEqual([9, 1]);
});

test('the directives may be called otherwise, and be missing', () => {
  const renamed = costSdl(
    `type Query { films(first: Int): [Film!] @length(slicingArguments: ["first"]) } type Film { id: ID! @price(weight: 2) }`,
    `{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@length" }`,
  );
  expect(costsOf(renamed).cost('{ films(first: 3) { id } }')).toBe(3 * (1 + 2));
  const namespaced = costSdl(
    `type Query { films: [Film!] @federation__listSize(assumedSize: 4) } type Film { id: ID! }`,
    '',
  );
  expect(costsOf(namespaced).cost('{ films { id } }')).toBe(4);
  const without = costSdl(`type Query { films: [Film!] } type Film { id: ID! }`);
  expect(costsOf(without).cost('{ films { id } }')).toBe(20);
});

describe('a slicing argument in another', () => {
  const paged = costSdl(`
    type Query { films(page: Page @cost(weight: 0), ids: [ID!]): [Film!]! @listSize(assumedSize: 9, requireOneSlicingArgument: false) }
    input Page { size: Size = { first: 8 } @cost(weight: 0) }
    input Size { first: Int = 7 }
    type Film { id: ID! }`);
  const sizedBy = (path: string) =>
    costsOf(paged, {}, (composed) => {
      const changed = composed.replace(
        '@listSize(assumedSize: 9,',
        `@listSize(assumedSize: 9, slicingArguments: ["${path}"],`,
      );
      expect(changed).not.toBe(composed);
      return changed;
    });
  const inPage = sizedBy('page.size.first');
  test.each<[string, Variables, number]>([
    ['{ films { id } }', {}, 9],
    ['{ films(page: { size: { first: 3 } }) { id } }', {}, 3],
    ['{ films(page: { size: {} }) { id } }', {}, 7],
    ['{ films(page: {}) { id } }', {}, 8],
    ['{ films(page: 3) { id } }', {}, 9],
    ['query ($n: Int) { films(page: { size: { first: $n } }) { id } }', { n: 4 }, 4],
    ['query ($n: Int) { films(page: { size: { first: $n } }) { id } }', {}, 7],
    ['query ($s: Size) { films(page: { size: $s }) { id } }', { s: { first: 5 } }, 5],
    ['query ($s: Size) { films(page: { size: $s }) { id } }', { s: {} }, 7],
    ['query ($p: Page) { films(page: $p) { id } }', { p: { size: { first: 6 } } }, 6],
    ['query ($p: Page) { films(page: $p) { id } }', { p: {} }, 8],
    ['query ($p: Page) { films(page: $p) { id } }', { p: [1] }, 9],
    ['query ($p: Page = { size: { first: 2 } }) { films(page: $p) { id } }', {}, 2],
  ])('%s %j: %d', (query, variables, expected) => {
    expect(inPage.cost(query, variables)).toBe(expected);
  });

  const byIds = sizedBy('ids');
  test.each<[string, Variables, number]>([
    ['{ films(ids: ["a", "b"]) { id } }', {}, 2],
    ['{ films(ids: "a") { id } }', {}, 1],
    ['{ films(ids: null) { id } }', {}, 9],
    ['query ($ids: [ID!]) { films(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] }, 3],
  ])('or as long as a list: %s %j: %d', (query, variables, expected) => {
    expect(byIds.cost(query, variables)).toBe(expected);
  });

  test('that the graph does not have asks for nothing', () => {
    expect(sizedBy('page.unknown.first').cost('{ films(page: {}) { id } }')).toBe(9);
    expect(sizedBy('unknown').cost('{ films(page: {}) { id } }')).toBe(9);
  });
});
