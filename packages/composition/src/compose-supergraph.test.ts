import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph, CompositionFailed, type SubgraphSdl } from './index.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requiresScopes", "@composeDirective", "@cost", "@listSize"])\n';

function subgraph(name: string, sdl: string): SubgraphSdl {
  const common = { path: 'schema/shared.graphql', text: '"Money." type Money @shareable { "It." amount: String! }' };
  const url = `http://localhost/${name}`;
  return { name, url, files: [{ path: `subgraphs/${name}/schema.graphql`, text: link + sdl }, common] };
}

const film = subgraph(
  'film',
  `type Query { "A film." film("Its id." id: ID!): Film }
"A film." type Film @key(fields: "id") {
  id: ID! "The title." title: String! price: Money @requiresScopes(scopes: [["staff"]])
  name: String @deprecated(reason: "Use title.")
}`,
);
const rental = subgraph('rental', `extend type Film @key(fields: "id") { id: ID! @external copies: Int! }`);

test('the supergraph knows every subgraph and its URL, and keeps what protects a field', () => {
  const { supergraphSdl } = composeSupergraph([film, rental]);
  expect(supergraphSdl).toContain('FILM @join__graph(name: "film", url: "http://localhost/film")');
  expect(supergraphSdl).toContain('RENTAL @join__graph(name: "rental", url: "http://localhost/rental")');
  expect(supergraphSdl).toContain('@requiresScopes(scopes: [["staff"]])');
});

test('the API schema has the fields of all subgraphs, descriptions and deprecations, and nothing of federation', () => {
  const { apiSdl } = composeSupergraph([film, rental]);
  const type = buildSchema(apiSdl).getType('Film');
  if (!isObjectType(type)) throw new Error('Film is not an object type');
  const fields = type.getFields();
  expect(Object.keys(fields)).toEqual(['copies', 'id', 'name', 'price', 'title']);
  expect(type.description).toBe('A film.');
  expect(fields['title']?.description).toBe('The title.');
  expect(fields['name']?.deprecationReason).toBe('Use title.');
  expect(apiSdl).not.toMatch(/join__|link__|@key|@requiresScopes|_entities/);
});

test('what an operation costs is told to the gateway, and to no client', () => {
  const costs = ['@cost(weight: 30)', '@listSize(assumedSize: 5)'];
  const own = subgraph('film', `type Query { search: [Film] ${costs.join(' ')} } type Film { title: String }`);
  const { supergraphSdl, apiSdl } = composeSupergraph([own]);
  for (const each of costs) expect(supergraphSdl).toMatch(new RegExp(`search: .*${each.replaceAll(/[()]/g, '\\$&')}`));
  expect(apiSdl).not.toMatch(/cost|listSize/);
});

test('how long answers may be kept is told to the gateway, and to no client', () => {
  const caching = `extend schema @composeDirective(name: "@cacheControl")
  @link(url: "https://specs.reelhouse.example/caching/v0.1", import: ["@cacheControl"])
"Hints." directive @cacheControl("Seconds." maxAge: Int "Whose." scope: caching__Scope) on FIELD_DEFINITION
"Whose." enum caching__Scope { "Mine." PRIVATE }`;
  const own = subgraph('film', `${caching} type Query { a: Int @cacheControl(maxAge: 5, scope: PRIVATE) }`);
  const { supergraphSdl, apiSdl } = composeSupergraph([own]);
  expect(supergraphSdl).toContain('@link(url: "https://specs.reelhouse.example/caching/v0.1"');
  expect(supergraphSdl).toMatch(/ a: Int .*@cacheControl\(maxAge: 5, scope: PRIVATE\)/);
  expect(apiSdl).not.toMatch(/cach|Scope|PRIVATE/);
});

test('the same subgraphs give the same text, in whatever order their types stand', () => {
  const [own, common] = film.files;
  if (!own || !common) throw new Error('film has two files');
  const again = composeSupergraph([{ ...film, files: [common, own] }, rental]);
  expect(again.apiSdl).toBe(composeSupergraph([film, rental]).apiSdl);
});

test('a description that differs between subgraphs is a warning', () => {
  const other = subgraph('rental', `"Another film." type Film @key(fields: "id") { id: ID! copies: Int! }`);
  expect(composeSupergraph([film, other]).hints).toContainEqual({
    code: 'INCONSISTENT_DESCRIPTION',
    level: 'WARN',
    message: expect.stringContaining('"Film" has inconsistent descriptions'),
  });
});

test('what nothing is stated of is for staff, unless it is another graph; what is public is told to no client', () => {
  const directive = 'directive @public on OBJECT | FIELD_DEFINITION';
  const open = subgraph('open', `${directive} type Query { all: Int @public rest: Int } type T @public { a: Int }`);
  const { supergraphSdl, apiSdl } = composeSupergraph([open]);
  expect(supergraphSdl).toMatch(/ all: Int\n/);
  expect(supergraphSdl).toMatch(/ rest: Int @requiresScopes\(scopes: \[\["staff"\]\]\)\n/);
  expect(supergraphSdl + apiSdl).not.toContain('public');
  expect(composeSupergraph([open], { unstated: 'everybody' }).supergraphSdl).not.toContain('@requiresScopes(');
});

describe('what does not compose is refused, with its place and its subgraph', () => {
  test.each([
    ['SDL that does not parse', 'type Film {', 'subgraphs/rental/schema.graphql:2:12: Syntax Error'],
    ['an unknown type', 'type Copy { film: Nope }', 'subgraphs/rental/schema.graphql:2:19: [rental] Unknown type Nope'],
    [
      'a field of two types',
      'type Film @key(fields: "id") { id: ID! title: Int }',
      'subgraphs/film/schema.graphql:4:11: Type of field "Film.title" is incompatible across subgraphs',
    ],
    [
      'a field that nobody can reach',
      'type Film @key(fields: "id", resolvable: false) { id: ID! copies: Int! }',
      'The following supergraph API query',
    ],
  ])('%s', (_, sdl, message) => {
    expect(() => composeSupergraph([film, subgraph('rental', sdl)])).toThrow(CompositionFailed);
    expect(() => composeSupergraph([film, subgraph('rental', sdl)])).toThrow(message);
  });

  test('every subgraph in error at once', () => {
    const broken = [subgraph('rental', 'type A { b: Nope }'), subgraph('store', 'type C { d: Never }')];
    expect(() => composeSupergraph([film, ...broken])).toThrow(/Unknown type Nope[^\n]*\n[^\n]*Unknown type Never/);
  });
});
