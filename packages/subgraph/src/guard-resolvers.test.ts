import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readAuthorizationRules, type Asking } from '@reelhouse/authorization';
import { anonymous, link, signedIn } from '../../../gateway/src/authorization/authorized-graph.fixture.ts';
import { guardResolvers } from './guard-resolvers.ts';

const sdl = parse(`${link}
  type Query { open: Int own: Int @authenticated node: Node }
  type Mutation { rent: Int @requiresScopes(scopes: [["staff"]]) }
  interface Node { name: String }
  type Film implements Node @key(fields: "id") { id: ID! name: String @requiresScopes(scopes: [["staff"]]) title: String }
  type Clerk implements Node @key(fields: "id") @requiresScopes(scopes: [["manager"]]) { id: ID! name: String }`);

function directly(query: string, asking: Asking) {
  const called: string[] = [];
  const noted = (name: string, value: unknown) => () => {
    called.push(name);
    return value;
  };
  const schema = buildSubgraphSchema([
    {
      typeDefs: sdl,
      resolvers: {
        Query: { open: noted('open', 1), own: noted('own', 2), node: noted('node', { __typename: 'Film', name: 'n' }) },
        Mutation: { rent: noted('rent', 3) },
        Film: { name: noted('Film.name', 'Ali') },
        Clerk: { name: noted('Clerk.name', 'Jon') },
      } as never,
    },
  ]);
  guardResolvers(
    schema,
    readAuthorizationRules(sdl),
    (context) => (context as unknown as { readonly identity: Asking }).identity,
  );
  return graphql({ schema, source: query, contextValue: { identity: asking } }).then(({ data, errors = [] }) => ({
    data: JSON.parse(JSON.stringify(data)) as unknown,
    refused: errors.map(({ path, extensions }) => `${path?.join('/') ?? ''} ${String(extensions['code'])}`),
    called,
  }));
}

const clerks = '{ _entities(representations: [{ __typename: "Clerk", id: 1 }, { __typename: "Film", id: 2 }]) ';

test.each<[string, Asking, string, object]>([
  [
    'a field of the root',
    anonymous,
    '{ open own }',
    { data: { open: 1, own: null }, refused: ['own UNAUTHORIZED_FIELD_OR_TYPE'], called: ['open'] },
  ],
  ['one that is allowed', signedIn(), '{ own }', { data: { own: 2 }, refused: [] }],
  [
    'a mutation',
    signedIn(),
    'mutation { rent }',
    { data: { rent: null }, refused: ['rent UNAUTHORIZED_FIELD_OR_TYPE'], called: [] },
  ],
  [
    'a field behind an interface',
    signedIn(),
    '{ node { x: name } }',
    { data: { node: { x: null } }, refused: ['node/x UNAUTHORIZED_FIELD_OR_TYPE'], called: ['node'] },
  ],
  [
    'entities, by their type and by their fields',
    signedIn('staff'),
    `${clerks} { ... on Clerk { id2: name } ... on Film { name id } } }`,
    {
      data: { _entities: [{ id2: null }, { name: 'Ali', id: '2' }] },
      refused: ['_entities/0/id2 UNAUTHORIZED_FIELD_OR_TYPE'],
      called: ['Film.name'],
    },
  ],
  [
    'a key of a closed type, and what may not be null with it',
    signedIn('staff'),
    `${clerks} { ... on Clerk { id } } }`,
    { data: { _entities: [null, {}] }, refused: ['_entities/0/id UNAUTHORIZED_FIELD_OR_TYPE'] },
  ],
])('a subgraph that is called directly closes %s', async (_, asking, query, expected) => {
  expect(await directly(query, asking)).toMatchObject(expected);
});
