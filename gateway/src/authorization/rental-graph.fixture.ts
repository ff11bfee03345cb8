import { authorizedGraph } from './authorized-graph.fixture.ts';

const films = `
  type Query { rental(id: ID!): Rental rentals: [Rental!]! me: Customer! people: [Person!] media(short: Boolean): [Media!]
    anything: [Thing!] search(text: String!, code: String): [Film!] nobody: Customer }
  type Mutation { rent(filmId: ID!): RentPayload refund(id: ID!): Boolean @requiresScopes(scopes: [["manager"]]) }
  type Subscription { returned: Rental }
  type RentPayload { rental: Rental }
  type Rental @key(fields: "id") { id: ID! lateFee: Int @requiresScopes(scopes: [["staff"]]) customer: Customer film: Film
    note(lang: String): String @authenticated until: Secret }
  type Customer implements Person @key(fields: "id") { id: ID! name: String mail: String @requiresScopes(scopes: [["self"], ["staff", "people"]])
    nickname: String! @authenticated }
  interface Person { name: String }
  type Clerk implements Person { name: String pay: Int @requiresScopes(scopes: [["manager"]]) }
  scalar Secret @authenticated
  interface Media { title: String price: Int }
  type Film implements Media @key(fields: "code") { code: ID! @requiresScopes(scopes: [["staff"]]) title: String price: Int }
  type Poster implements Media { title: String price: Int @requiresScopes(scopes: [["staff"]]) }
  union Thing = Film | Vault | Poster
  type Vault @requiresScopes(scopes: [["manager"]]) { title: String! gold: Int next: Thing }`;

const stock = `
  type Film @key(fields: "code") { code: ID! @requiresScopes(scopes: [["staff"]]) copies: Int }`;

const film = { __typename: 'Film', code: 'SECRET-CODE', title: 'Ali', price: 3 };
const customer = { __typename: 'Customer', id: 'c1', name: 'Mary', mail: 'm@x', nickname: 'M' };
const rental = { id: '1', lateFee: 7, customer, film, note: 'late', until: 'noon' };
const vault = { __typename: 'Vault', title: 'Fort', gold: 9, next: film };
const poster = { __typename: 'Poster', title: 'Ali, A3', price: 1 };

/** A small graph with rules of every kind, and data behind it. `Film.code` is a key that only staff may see. */
export function rentalGraph() {
  return authorizedGraph({
    films: {
      sdl: films,
      resolvers: {
        Query: {
          rental: () => rental,
          rentals: () => [rental, { ...rental, id: '2', customer: null }],
          me: () => customer,
          people: () => [customer, { __typename: 'Clerk', name: 'Jon', pay: 5 }],
          media: () => [film, poster],
          anything: () => [film, vault, poster],
          search: () => [film],
          nobody: () => null,
        },
        Mutation: { rent: () => ({ rental }), refund: () => true },
      },
    },
    stock: { sdl: stock, resolvers: { Film: { copies: () => 4 } } },
  });
}
