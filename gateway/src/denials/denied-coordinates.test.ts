import { buildSchema, getOperationAST, parse } from 'graphql';
import { readAuthorizationRules } from '@reelhouse/authorization';
import { expect, test } from 'vitest';
import { AuthorizationFilter } from '../authorization/authorization-filter.ts';
import { deniedCoordinates } from './denied-coordinates.ts';

const sdl = `
  schema @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY) { query: Query mutation: Mutation }
  directive @link(url: String, for: Purpose) repeatable on SCHEMA
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE
  enum Purpose { SECURITY }
  type Query { customers: [[Customer!]!] @authenticated customer: Customer film: Film media: [Media] any: Any }
  type Mutation { rent: Film @authenticated wait: Film }
  type Customer { id: ID! email: String @authenticated films: [Film!]! self: Customer }
  interface Media { id: ID! title: String @authenticated }
  type Film implements Media { id: ID! title: String @authenticated cost: Int @authenticated customer: Customer }
  type Book implements Media @authenticated { id: ID! title: String }
  union Any = Film | Book | Customer`;
const schema = buildSchema(sdl, { assumeValid: true });
const filter = new AuthorizationFilter(readAuthorizationRules(parse(sdl)), schema);

function coordinatesOf(query: string): readonly string[] {
  const document = parse(query);
  const operation = getOperationAST(document)!;
  const authorized = filter.for({ document, documentKey: query, operation }, undefined);
  return authorized.kind === 'allowed' ? [] : deniedCoordinates(schema, document, operation, authorized.errors);
}

test.each<[string, string, readonly string[]]>([
  ['nothing', '{ film { id } }', []],
  ['a field of the query', '{ customers { id } }', ['Query.customers']],
  ['a field under an alias', '{ a: customers { id } b: customers { id } }', ['Query.customers']],
  ['a field below lists', '{ customer { films { cost title } } }', ['Film.cost', 'Film.title']],
  [
    'a field by the name of another',
    '{ customer { id: email } film { email: cost } }',
    ['Customer.email', 'Film.cost'],
  ],
  ['a mutation', 'mutation { wait { id } rent { id } }', ['Mutation.rent']],
  ['a field of all types of an interface, one of which is denied', '{ media { title } }', ['Query.media']],
  ['a type that a fragment is on', '{ any { ... on Book { id } } }', ['Book']],
  ['a field in a fragment', '{ any { ... on Film { cost ... on Film { title } } } }', ['Film.cost', 'Film.title']],
  [
    'a field in named fragments',
    '{ ...Q } fragment Q on Query { any { ...F ... on Customer { self { ...C } } } } fragment F on Film { cost } fragment C on Customer { email ...D } fragment D on Customer { self { email } }',
    ['Film.cost', 'Customer.email'],
  ],
  [
    'a field below a fragment that changes the type',
    '{ media { ... on Film { ... on Media { title } } } }',
    ['Media.title'],
  ],
])('%s', (_, query, coordinates) => {
  expect(coordinatesOf(query)).toEqual(coordinates);
});
