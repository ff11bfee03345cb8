import { format } from 'prettier';
import { expect, test } from 'vitest';
import { composeSupergraph, type SubgraphSdl } from '../index.ts';
import { permissionChanges, permissionsPage } from './permissions-page.ts';

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@inaccessible",
  "@authenticated", "@requiresScopes"]) directive @public on OBJECT | FIELD_DEFINITION`;
const scopes = (scope: string) => `@requiresScopes(scopes: [["${scope}"]])`;

const film = `type Query { film: Film @public films: Films @public copies: Int clerk: Clerk @public secret: Int @inaccessible ${scopes('service')} }
  type Films { list: [Film] total: Int! cost: Int ${scopes('manager')} } type Total { of: Int } extend type Query { total: Total @authenticated }
  type Film @key(fields: "id") @public { id: ID! title: String! price: Int ${scopes('manager')} }
  type Clerk @key(fields: "id") ${scopes('staff')} { id: ID! name: String! pay: Int ${scopes('manager')} own: Int @requiresScopes(scopes: [["a", "b"], ["c"]]) }`;
const rental = 'extend type Film @key(fields: "id") { id: ID! @external stock: Int held: Int @authenticated }';

const subgraph = (name: string, sdl: string): SubgraphSdl => ({
  name,
  url: `http://${name}.invalid`,
  files: [{ path: `${name}.graphql`, text: `${header}\n${sdl}` }],
});
const permissionsOf = (...edits: [string, string][]) =>
  composeSupergraph([
    subgraph(
      'film',
      edits.reduce((sdl, [from, to]) => sdl.replace(from, to), film),
    ),
    subgraph('rental', rental),
  ]).permissions;

test('who may see each field is told, and where that is stated', () => {
  const told = permissionsOf().map(({ type, field, who, where, isInternal }) =>
    [`${type}.${field}`, who, where, ...(isInternal ? ['internal'] : [])].join(': '),
  );
  expect(told).toEqual([
    'Clerk.id: staff: type',
    'Clerk.name: staff: type',
    'Clerk.own: a and b or c and staff: field and type',
    'Clerk.pay: manager: field',
    'Film.held: signed in: field',
    'Film.id: everybody: key',
    'Film.price: manager: field',
    'Film.stock: staff: default',
    'Film.title: everybody: type',
    'Films.cost: manager: field',
    'Films.list: as the field that leads to it: ',
    'Films.total: as the field that leads to it: ',
    'Query.clerk: staff: type Clerk',
    'Query.copies: staff: default',
    'Query.film: everybody: field',
    'Query.films: everybody: field',
    'Query.secret: services: field: internal',
    'Query.total: signed in: field',
    'Total.of: as the field that leads to it: ',
  ]);
});

test('the page is as Prettier has it, and the same whenever it is made', async () => {
  const page = permissionsPage(permissionsOf());
  expect(await format(page, { parser: 'markdown', printWidth: 120 })).toBe(page);
  expect(permissionsPage(permissionsOf())).toBe(page);
  expect(page).toContain('| `secret` | services (internal) | field      |');
  expect(page).toMatch(/## Query[^]*## Clerk[^]*## Film\n[^]*## Films\n[^]*## Other types[^]*- `Total`\n$/);
  expect(page).not.toContain('## Total');
});

test.each<[string, [string, string], string[]]>([
  ['nothing', ['', ''], []],
  ['a default', ['copies: Int', 'copies: Int @public'], ['Query.copies: staff -> everybody']],
  [
    'a directive',
    [`price: Int ${scopes('manager')}`, 'price: Int @authenticated'],
    ['Film.price: manager -> signed in'],
  ],
  ['a type', ['@public { id', '@authenticated { id'], ['Film.held', 'Film.id', 'Film.stock', 'Film.title']],
  [
    'what was decided by what leads to it',
    ['of: Int', 'of: Int @authenticated'],
    ['Total.of: as the field that leads to it -> signed in'],
  ],
  ['a new field', ['copies: Int', 'copies: Int more: Int'], ['Query.more: new, staff']],
  ['a field that is gone', ['copies: Int ', ''], ['Query.copies: staff -> gone']],
  ['what clients can ask for', ['@inaccessible', ''], ['Query.secret: services (internal) -> services']],
])('each change is told: %s', (_, [from, to], expected) => {
  const changes = permissionChanges(permissionsPage(permissionsOf()), permissionsOf([from, to]));
  expect(changes.length > 0).toBe(expected.length > 0);
  if (!expected.some((each) => each.includes(':'))) return;
  expect(changes).toEqual(expected);
});
