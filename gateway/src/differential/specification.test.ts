import { describe, expect, test } from 'vitest';
import { clientError } from '@reelhouse/errors';
import { bothGateways, type TestGraph } from './both-gateways.fixture.ts';
import { mediaGraph } from './media-graph.fixture.ts';
import { shopGraph } from './shop-graph.fixture.ts';

const renamedGraph: TestGraph = {
  one: {
    typeDefs: `schema { query: RootQuery mutation: RootMutation }
      type RootQuery { thing: Thing list: [Thing] here: RootQuery }
      type RootMutation { next: Int! again: Int! }
      type Thing @key(fields: "id") { id: ID! size: Int }`,
    resolvers: (() => {
      let count = 0;
      return {
        RootQuery: {
          thing: () => ({ id: 1, size: 0 }),
          list: () => [{ id: 1 }, { id: 2 }, { id: 1 }],
          here: () => ({}),
        },
        RootMutation: { next: () => ++count, again: () => ++count },
      };
    })(),
  },
  two: {
    typeDefs: `type Query { other: String } type Mutation { count: Int }
      type Thing @key(fields: "id") { id: ID! label: String size: Int @external double: Int @requires(fields: "size") }`,
    resolvers: {
      Query: { other: () => 'other' },
      Mutation: { count: () => 0 },
      Thing: {
        label: ({ id }: { id: string }) => `label ${id}`,
        double: ({ size }: { size: number }) => size * 2,
      },
    },
  },
};

/** Entities that have to be left out of a fetch, before one that fails. */
const skippedGraph: TestGraph = {
  desk: {
    typeDefs: `type Query { owed: [Owed] fines: [Fine] title: String }
      interface Owed { id: ID! }
      type Fine implements Owed @key(fields: "id") { id: ID! }
      type Rent implements Owed @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        title: () => 'desk',
        fines: () => [null, { id: '1' }, { id: '2' }],
        owed: () => [
          { __typename: 'Rent', id: '1' },
          { __typename: 'Rent', id: '2' },
          { __typename: 'Fine', id: '2' },
          { __typename: 'Fine', id: '1' },
        ],
      },
    },
  },
  labels: {
    typeDefs: `type Query { other: String more: Int } type Fine @key(fields: "id") { id: ID! label: String extra: Int }`,
    resolvers: {
      Query: { other: () => 'other', more: () => 1 },
      Fine: {
        label: ({ id }: { id: string }) => (id === '1' ? clientError('BAD_USER_INPUT', 'There is no label.') : 'label'),
        extra: () => 1,
      },
    },
  },
};

const shop = await bothGateways(shopGraph);
const media = await bothGateways(mediaGraph);
const renamed = await bothGateways(renamedGraph);

describe('as stock', () => {
  test.each<[string, typeof shop, string, Record<string, unknown>?]>([
    [
      'introspection with variables',
      shop,
      'query T($n: String!) { t: __type(name: $n) { ...F } __schema { queryType { name } } } fragment F on __Type { name fields { name } }',
      { n: 'Product' },
    ],
    [
      'a mutation, and what joins to it',
      shop,
      'mutation { review(product: "1") { id product { name inStock } author { email } } }',
    ],
    [
      'mutations of several subgraphs',
      shop,
      'mutation { rename(id: "1", name: "x") { name rating } review(product: "3", stars: 2) { stars } }',
    ],
    ['an error of a field that must not be null', shop, '{ mustProducts { price } me { email } }'],
    ['an error at the root', shop, '{ broken { name } me { id } }'],
    ['a hidden value of an enum', shop, '{ products { state } state(of: NEW) }'],
    ['a default of a variable', shop, 'query E($f: Filter = { numbers: [1] }) { echo(what: $f) }'],
    [
      'a null for a variable with a default',
      shop,
      'query P($id: Int = 2) { reviews(first: $id) { id } }',
      { id: null },
    ],
    ['a value that is not one of the type', shop, 'query P($id: ID!) { product(id: $id) { id } }', { id: {} }],
    ['a missing variable', shop, 'query P($id: ID!) { product(id: $id) { id } }'],
    [
      'one field several times',
      shop,
      '{ product { maker { code } ... on Product { maker { label stands } } maker { id } } }',
    ],
    [
      'both conditions',
      shop,
      'query C($a: Boolean!) { product { id @skip(if: $a) @include(if: $a) name @include(if: $a) } }',
      { a: true },
    ],
    ['nothing left', shop, 'query C($a: Boolean!) { product @skip(if: $a) { name inStock } }', { a: true }],
    ['an argument of a field with a default', shop, '{ products { left whole: left(unit: "box") } }'],
    ['a root below another', shop, '{ warehouse { query { me { id reviews { stars } } } } }'],
    ['renamed roots', renamed, '{ thing { size label } here { thing { label } } other }'],
  ])('%s', async (_, { ours, stock }, query, variables) => {
    expect(await ours(query, variables)).toEqual(await stock?.(query, variables));
  });
});

describe('where stock is wrong by the specification', () => {
  test('an error of an entity is told at its place, also after one that had to be left out', async () => {
    const { ours, stock } = await bothGateways(mediaGraph);
    const query = '{ creators { ... on Studio { city } } shelf { ... on Box { id } ... on Book { pages stars } } }';
    expect((await ours(query)).data).toEqual((await stock?.(query))?.data);
    const late = '{ rated { ... on Movie { id } ... on Book { pages } } }';
    expect((await ours(late)).errors).toEqual(['BAD_USER_INPUT There are no pages. ["rated",0,"pages"]']);
  });

  test('an error of an entity after entities of another type is told at its place', async () => {
    const { ours, stock } = await bothGateways(skippedGraph);
    const query = '{ owed { ... on Fine { label } } }';
    expect((await ours(query)).errors).toEqual(['BAD_USER_INPUT There is no label. ["owed",3,"label"]']);
    expect((await stock?.(query))?.errors).toEqual(['BAD_USER_INPUT There is no label. ["owed",1,"label"]']);
    const nulls = '{ fines { label } }';
    expect(await ours(nulls)).toEqual(await stock?.(nulls));
  });

  test.each([
    ['{ fines { label } }', '["fines"]'],
    ['{ owed { ... on Fine { label extra } } }', '["owed"]'],
    ['{ again: other }', '["again"]'],
    ['{ other more }', ''],
  ])('a subgraph that is down is told where its fields are: %s', async (query, place) => {
    const { oursInFull } = await bothGateways(skippedGraph, ['labels']);
    expect((await oursInFull(query)).errors).toEqual([
      `SUBGRAPH_UNAVAILABLE The "labels" part of the graph is not available at the moment. ${place}`.trim(),
    ]);
  });

  test('fragments on a renamed root apply', async () => {
    const query = '{ ...F } fragment F on Query { __typename thing { id } }';
    const data = { __typename: 'Query', thing: { id: '1' } };
    expect(await renamed.ours(query)).toEqual({ data, errors: [] });
    expect((await renamed.stock?.(query))?.data).not.toEqual(data);
  });

  test('a narrower fragment in a wider one applies to objects whose type nobody asked for', async () => {
    const query = '{ products(ids: ["1"]) { ... on Node { ... on Product { sku } } } }';
    expect((await shop.ours(query)).data).toEqual({ products: [{ sku: 'a' }] });
    expect((await shop.stock?.(query))?.data).not.toEqual({ products: [{ sku: 'a' }] });
  });

  test('an entity keeps its type when a subgraph only knows its interface', async () => {
    const query = '{ allMedia { ... on Book { __typename stars } ... on Movie { t: __typename length } } }';
    expect((await media.ours(query)).data).toEqual({
      allMedia: [
        { __typename: 'Book', stars: null },
        { __typename: 'Book', stars: 2 },
        { t: 'Movie', length: 117 },
      ],
    });
  });

  test('an entity is asked for once, however often it stands in the response', async () => {
    renamed.sent.length = 0;
    const { data } = await renamed.ours('{ list { label } }');
    expect(data).toEqual({ list: [{ label: 'label 1' }, { label: 'label 2' }, { label: 'label 1' }] });
    expect(renamed.sent.at(-1)?.variables['representations']).toHaveLength(2);
  });
});

test('an error of an entity that stands in several places is told at each of them', async () => {
  const { errors } = await shop.ours('{ products(ids: ["2", "1", "2"]) { inStock } }');
  expect(errors).toEqual([
    'BAD_USER_INPUT There is no stock. ["products",0,"inStock"]',
    'BAD_USER_INPUT There is no stock. ["products",2,"inStock"]',
  ]);
});

test('mutations run one after the other', async () => {
  const { data } = await renamed.ours('mutation { a: next b: again c: next count }');
  expect(data).toEqual({ a: 1, b: 2, c: 3, count: 0 });
});

test.each(['constructor', 'toString', '__proto__'])('a field may be called %s', async (alias) => {
  const { data } = await shop.ours(`{ ${alias}: product { ${alias}: name inStock maker { ${alias}: stands } } }`);
  expect(JSON.stringify(data)).toBe(
    JSON.stringify(JSON.parse(`{ "${alias}": { "${alias}": "Desk", "inStock": true, "maker": { "${alias}": 7 } } }`)),
  );
  expect(Object.hasOwn(Object.prototype, 'inStock')).toBe(false);
});

test.each(['representations', 'contextualArgument_1_0', '_variable_representations'])(
  'a variable may be called %s',
  async (name) => {
    const query = `query ($${name}: String) { reviews { product { left(unit: $${name}) } } }`;
    const plain = 'query ($unit: String) { reviews { product { left(unit: $unit) } } }';
    expect(await shop.ours(query, { [name]: 'box' })).toEqual(await shop.stock?.(plain, { unit: 'box' }));
    const skipped = `query ($${name}: Boolean!) { products { inStock @skip(if: $${name}) sku } }`;
    expect((await shop.ours(skipped, { [name]: true })).data).toEqual(
      (await shop.stock?.('{ products { sku } }'))?.data,
    );
  },
);
