import { clientError } from '@reelhouse/errors';
import type { TestGraph } from './both-gateways.fixture.ts';

const media = [
  // What fails comes first: stock tells the place of the wrong entity after one that has to be left out.
  {
    __typename: 'Book',
    id: 'b2',
    title: null,
    pages: clientError('BAD_USER_INPUT', 'There are no pages.'),
    author: null,
  },
  { __typename: 'Book', id: 'b1', title: 'Dune', pages: 600, author: { __typename: 'Person', id: 'p2' } },
  { __typename: 'Movie', id: 'm1', title: 'Alien', length: 117, author: { __typename: 'Studio', id: 's1' } },
];
const byId = ({ id }: { id: string }) => media.find((item) => item.id === id) ?? null;

/** A graph of interfaces: with keys, as objects of another subgraph, of interfaces, in unions and with hidden types. */
export const mediaGraph: TestGraph = {
  library: {
    typeDefs: `
      type Query { media(id: ID!): Media allMedia: [Media!] books: [Book] shelf: [Item] creators: [Creator] }
      interface Media @key(fields: "id") { id: ID! title: String author: Creator }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int author: Creator }
      type Movie implements Media @key(fields: "id") { id: ID! title: String length: Int! author: Creator }
      union Item = Book | Movie | Box
      type Box { id: ID! items: [Item!] }
      interface Creator { id: ID! }
      type Person implements Creator @key(fields: "id") { id: ID! }
      type Studio implements Creator @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        media: (_source: unknown, key: { id: string }) => byId(key),
        allMedia: () => media,
        books: () => media.filter(({ __typename }) => __typename === 'Book'),
        shelf: () => [...media, { __typename: 'Box', id: 'x', items: media }, null],
        creators: () => [
          { __typename: 'Person', id: 'p1' },
          { __typename: 'Studio', id: 's1' },
          { __typename: 'Person', id: 'p2' },
        ],
      },
      Media: { __resolveReference: byId },
      Book: { __resolveReference: byId },
      Movie: { __resolveReference: byId },
    },
  },
  ratings: {
    typeDefs: `
      type Query { topMedia: Media rated: [Media!]! }
      type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int reviews: [Remark!]! }
      type Remark { text: String! about: Media }
      type Person @key(fields: "id") { id: ID! name: String! age: Int }
      type Studio @key(fields: "id") { id: ID! name: String! city: String }`,
    resolvers: {
      Query: { topMedia: () => ({ id: 'm1' }), rated: () => [{ id: 'b2' }, { id: 'm1' }, { id: 'b1' }] },
      Media: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        stars: ({ id }: { id: string }) =>
          id === 'b2' ? clientError('BAD_USER_INPUT', 'There are no stars.') : id.length,
        reviews: ({ id }: { id: string }) => [{ text: `on ${id}`, about: { id } }],
      },
      Person: {
        name: ({ id }: { id: string }) => (id === 'p1' ? clientError('BAD_USER_INPUT', 'No name.') : id),
        age: () => 0,
      },
      Studio: { name: ({ id }: { id: string }) => id, city: () => 'Rome' },
    },
  },
};
