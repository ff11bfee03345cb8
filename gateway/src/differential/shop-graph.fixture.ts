import { clientError } from '@reelhouse/errors';
import type { TestGraph } from './both-gateways.fixture.ts';

const failed = (what: string) => clientError('BAD_USER_INPUT', `There is no ${what}.`);

const products = [
  {
    id: '1',
    sku: 'a',
    maker: { code: 'm1', country: { iso: 'NL' } },
    name: 'Desk',
    price: 10,
    weight: 3,
    state: 'NEW',
    size: { width: 4, depth: null },
    grid: [[1, 2], [3]],
    boxes: [[{ width: 1, depth: 2 }], []],
    related: ['2', '3', '2'],
    tags: ['x', 'y'],
    parts: [
      { code: 'p1', amount: 2 },
      { code: 'p2', amount: 1 },
    ],
  },
  {
    id: '2',
    sku: 'b',
    maker: { code: 'm2', country: { iso: 'DE' } },
    name: failed('name'),
    price: 0,
    weight: null,
    state: 'HIDDEN',
    size: null,
    grid: [[4], null],
    boxes: null,
    related: [],
    tags: [],
    parts: null,
  },
  {
    id: '3',
    sku: 'c',
    maker: { code: 'm1', country: null },
    name: null,
    price: failed('price'),
    weight: 1,
    state: 'OLD',
    size: { width: failed('width'), depth: 9 },
    grid: [[5, null]],
    boxes: [[{ width: 2, depth: failed('depth') }]],
    related: ['1', '9'],
    tags: null,
    parts: [{ code: 'p3', amount: null }],
  },
];
const find = (id: unknown) => products.find((product) => product.id === id) ?? null;
const reference = (id: string) => ({ __typename: 'Product', id });

const reviews = [
  { id: 'r1', stars: 5, product: '1', author: 'u1', secret: 'x' },
  { id: 'r2', stars: 1, product: '1', author: 'u2', secret: null },
  { id: 'r3', stars: failed('stars'), product: '2', author: 'u1', secret: 'y' },
  { id: 'r4', stars: 3, product: '9', author: 'u9', secret: 'z' },
];

let count = 0;

/** A graph with joins by one, several and nested keys, `@requires`, `@provides`, `@override`, unions and errors. */
export const shopGraph: TestGraph = {
  catalog: {
    typeDefs: `
      type Query {
        product(id: ID! = "1"): Product
        products(ids: [ID!]): [Product]
        mustProducts: [Product!]!
        anything: [Anything!]
        nodes: [Node]
        state(of: State = OLD): State
        broken: Product
        echo(what: Filter): String
      }
      type Mutation { add(name: String!): Int rename(id: ID!, name: String!): Product }
      input Filter { text: String = "none" numbers: [Int!] }
      union Anything = Product | Maker
      interface Node { id: ID! }
      enum State { NEW OLD HIDDEN @inaccessible }
      type Product implements Node @key(fields: "id") @key(fields: "sku maker { code }") {
        id: ID! sku: String! maker: Maker name: String price: Int! weight: Int state: State size: Size
        grid: [[Int!]] boxes: [[Size!]!] related: [Product!] cost: Int @inaccessible tags: [String!] parts: [Part!]
        mustWidth: Size!
      }
      type Part @shareable { code: ID! amount: Int }
      type Size @shareable { width: Int! depth: Int }
      type Maker implements Node @key(fields: "code country { iso }") @key(fields: "code") { id: ID! code: ID! country: Country label: String }
      type Country @shareable { iso: String! }`,
    resolvers: {
      Query: {
        product: (_source: unknown, { id }: { id: string }) => find(id),
        products: (_source: unknown, { ids }: { ids?: string[] }) => (ids ? ids.map(find) : products),
        mustProducts: () => products,
        anything: () => [
          products[0],
          { __typename: 'Maker', id: 'M', code: 'm1', country: { iso: 'NL' }, label: 'One' },
        ],
        // What fails comes first: stock tells the place of the wrong entity after one that has to be left out.
        nodes: () => [{ __typename: 'Maker', id: 'M', code: 'm2', country: null }, products[0], null],
        state: (_source: unknown, { of }: { of: string }) => of,
        broken: () => failed('product'),
        echo: (_source: unknown, { what }: { what: unknown }) => JSON.stringify(what),
      },
      Mutation: { add: () => ++count, rename: (_source: unknown, { id }: { id: string }) => find(id) },
      Anything: { __resolveType: (value: { __typename?: string }) => value.__typename ?? 'Product' },
      Node: { __resolveType: (value: { __typename?: string }) => value.__typename ?? 'Product' },
      Product: {
        __resolveReference: (key: { id?: string; sku?: string }) =>
          products.find(({ id, sku }) => id === key.id || sku === key.sku),
        related: ({ related }: { related: string[] | null }) => related?.map((id) => find(id)),
        mustWidth: ({ size }: { size: unknown }) => size,
      },
      Maker: {
        id: ({ code }: { code: string }) => `M${code}`,
        __resolveReference: ({ code }: { code: string }) => (code === 'm2' ? failed('maker') : { code, label: code }),
      },
    },
  },
  reviews: {
    typeDefs: `
      type Query { reviews(first: Int = 3): [Review!] topReview: Review }
      type Mutation { review(product: ID!, stars: Int): Review }
      type Review @key(fields: "id") { id: ID! stars: Int! product: Product author: User @provides(fields: "name") secret: String @inaccessible }
      type Product @key(fields: "id") { id: ID! price: Int! @external weight: Int @external
        size: Size @external parts: [Part!] @external
        reviews: [Review!] rating: Float
        shipping: Int @requires(fields: "price weight")
        volume: Int @requires(fields: "size { width depth }")
        packing: String! @requires(fields: "parts { code amount }") }
      type Part @shareable { code: ID! amount: Int }
      type Size @shareable { width: Int! depth: Int }
      type User @key(fields: "id") { id: ID! name: String @external reviews: [Review] }`,
    resolvers: {
      Query: {
        reviews: (_source: unknown, { first }: { first: number | null }) => reviews.slice(0, first ?? 9),
        topReview: () => reviews[0],
      },
      Mutation: {
        review: (_source: unknown, { product, stars }: { product: string; stars?: number }) => ({
          id: 'r9',
          product,
          stars,
          author: 'u2',
        }),
      },
      Review: {
        __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id),
        product: ({ product }: { product: string }) => reference(product),
        author: ({ author }: { author: string }) => ({ id: author, name: `provided ${author}` }),
      },
      Product: {
        reviews: ({ id }: { id: string }) =>
          id === '3' ? failed('reviews') : reviews.filter(({ product }) => product === id),
        rating: ({ id }: { id: string }) => Number(id) / 2,
        shipping: ({ price, weight }: { price: number; weight: number | null }) =>
          weight === null ? failed('weight') : price * weight,
        volume: ({ size }: { size: { width: number; depth: number | null } | null }) =>
          size && size.width * (size.depth ?? 1),
        packing: ({ parts }: { parts: { code: string; amount: number }[] | null }) =>
          parts?.map(({ code, amount }) => `${amount}×${code}`).join(),
      },
      User: { reviews: ({ id }: { id: string }) => reviews.filter(({ author }) => author === id) },
    },
  },
  stock: {
    typeDefs: `
      type Query { warehouse: Warehouse! product(id: ID! = "1"): Product @override(from: "catalog") }
      type Warehouse { name: String! maker: Maker! query: Query holds: [Product!]! }
      type Product @key(fields: "sku maker { code }") @key(fields: "id") { id: ID! sku: String! maker: Maker inStock: Boolean! left(unit: String = "piece"): String }
      type Maker @key(fields: "code country { iso }") @key(fields: "code") { code: ID! country: Country stands: Int! }
      type Country @shareable { iso: String! }`,
    resolvers: {
      Query: { warehouse: () => ({ name: 'North' }), product: (_source: unknown, { id }: { id: string }) => find(id) },
      Warehouse: { maker: () => ({ code: 'm1', country: { iso: 'NL' } }), query: () => ({}), holds: () => products },
      Product: {
        __resolveReference: (key: { id?: string; sku?: string }) =>
          products.find(({ id, sku }) => id === key.id || sku === key.sku),
        inStock: ({ id }: { id: string }) => (id === '2' ? failed('stock') : true),
        left: ({ id }: { id: string }, { unit }: { unit: string }) => `${id} ${unit}`,
      },
      Maker: { stands: ({ code }: { code: string }) => (code === 'm2' ? null : 7) },
    },
  },
  users: {
    typeDefs: `
      type Query { me: User users: [User!] }
      type User @key(fields: "id") { id: ID! name: String @shareable friends: [User!] email: String! }`,
    resolvers: {
      Query: { me: () => ({ id: 'u1' }), users: () => [{ id: 'u1' }, { id: 'u2' }] },
      User: {
        __resolveReference: ({ id }: { id: string }) => (id === 'u9' ? null : { id }),
        name: ({ id }: { id: string }) => `provided ${id}`,
        friends: ({ id }: { id: string }) => (id === 'u1' ? [{ id: 'u2' }, { id: 'u1' }] : null),
        email: ({ id }: { id: string }) => (id === 'u2' ? failed('email') : `${id}@example.com`),
      },
    },
  },
};
