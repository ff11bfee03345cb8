import { expect, test } from 'vitest';
import type { Identity } from '@reelhouse/auth';
import { anonymous, authorizedGraph, signedIn } from './authorized-graph.fixture.ts';
import { rentalGraph } from './rental-graph.fixture.ts';

const graph = await rentalGraph();
const staff = signedIn('staff');
const customer = signedIn('customer');

interface Expected {
  readonly data: unknown;
  readonly denied: readonly string[];
  /** What the subgraph `films` is asked. */
  readonly asked?: string | undefined;
}

test.each<[string, Identity | undefined, string, Expected]>([
  [
    'a field is null, and is not asked for',
    anonymous,
    '{ rental(id: 1) { id lateFee } }',
    { data: { rental: { id: '1', lateFee: null } }, denied: ['rental/lateFee'], asked: '{rental(id:1){id}}' },
  ],
  [
    'nothing is lost to those who are allowed',
    staff,
    '{ rental(id: 1) { id lateFee } }',
    { data: { rental: { id: '1', lateFee: 7 } }, denied: [], asked: '{rental(id:1){id lateFee}}' },
  ],
  [
    'scopes are one of several lists, each of them whole',
    staff,
    '{ me { mail } }',
    { data: { me: { mail: null } }, denied: ['me/mail'] },
  ],
  [
    'the first of the lists is enough',
    signedIn('self'),
    '{ me { mail } }',
    { data: { me: { mail: 'm@x' } }, denied: [] },
  ],
  [
    'all of the second list is enough',
    signedIn('people', 'staff'),
    '{ me { mail } }',
    { data: { me: { mail: 'm@x' } }, denied: [] },
  ],
  [
    'aliases change nothing, nor does asking twice',
    customer,
    '{ a: rental(id: 1) { id: lateFee lateFee: id x: lateFee x: lateFee } }',
    { data: { a: { id: null, lateFee: '1', x: null } }, denied: ['a/id', 'a/x'] },
  ],
  [
    'what may not be null takes away what it stands in',
    anonymous,
    '{ nobody { nickname } people { name ... on Customer { nickname } } }',
    { data: { nobody: null, people: null }, denied: ['nobody/nickname', 'people/@/... on Customer/nickname'] },
  ],
  [
    'and so up to the whole answer',
    anonymous,
    '{ me { name nickname } rental(id: 1) { id } }',
    { data: null, denied: ['me/nickname'] },
  ],
  [
    'lists are told as @, and an object of which all is denied still is one',
    anonymous,
    '{ rentals { lateFee } }',
    {
      data: { rentals: [{ lateFee: null }, { lateFee: null }] },
      denied: ['rentals/@/lateFee'],
      asked: '{rentals{type:__typename}}',
    },
  ],
  [
    'the name that the filter needs is free',
    anonymous,
    '{ rentals { lateFee } type: rental(id: 1) { _type: id } }',
    { data: { rentals: [{ lateFee: null }, { lateFee: null }], type: { _type: '1' } }, denied: ['rentals/@/lateFee'] },
  ],
  [
    'a scalar closes the fields that return it',
    anonymous,
    '{ rental(id: 1) { id until } }',
    { data: { rental: { id: '1', until: null } }, denied: ['rental/until'] },
  ],
  [
    'a fragment of fragments is filtered once and told at each use',
    anonymous,
    `{ a: rental(id: 1) { ...R } b: rentals { ...R } }
     fragment R on Rental { id ...F customer { ...C } } fragment F on Rental { lateFee } fragment C on Customer { name mail }`,
    {
      data: {
        a: { id: '1', lateFee: null, customer: { name: 'Mary', mail: null } },
        b: [
          { id: '1', lateFee: null, customer: { name: 'Mary', mail: null } },
          { id: '2', lateFee: null, customer: null },
        ],
      },
      denied: ['a/lateFee', 'a/customer/mail', 'b/@/lateFee', 'b/@/customer/mail'],
    },
  ],
  [
    'a fragment may be allowed here and stand in something denied there',
    signedIn('self'),
    `{ me { ...C } anything { ... on Vault { next { ... on Film { ...F } } } ... on Film { ...F } } }
     fragment C on Customer { name mail } fragment F on Film { title }`,
    {
      data: { me: { name: 'Mary', mail: 'm@x' }, anything: [{ title: 'Ali' }, { next: null }, {}] },
      denied: ['anything/@/... on Vault'],
    },
  ],
  [
    'a field of an interface needs what any of its types needs',
    anonymous,
    '{ media { title price } }',
    {
      data: {
        media: [
          { title: 'Ali', price: null },
          { title: 'Ali, A3', price: null },
        ],
      },
      denied: ['media/@/price'],
    },
  ],
  [
    'asked of each type, it needs what that one needs',
    anonymous,
    '{ media { ... on Film { title price } ... on Poster { title price } } }',
    {
      data: {
        media: [
          { title: 'Ali', price: 3 },
          { title: 'Ali, A3', price: null },
        ],
      },
      denied: ['media/@/... on Poster/price'],
    },
  ],
  [
    'a way round by the interface opens nothing',
    anonymous,
    '{ media { ... on Poster { ... on Media { price } ... { price } } } }',
    {
      data: { media: [{}, { price: null }] },
      denied: ['media/@/... on Poster/... on Media/price', 'media/@/... on Poster/price'],
    },
  ],
  [
    'a denied member of a union keeps its place and its name',
    anonymous,
    '{ anything { ... on Vault { __typename gold } ... on Film { title } ... on Poster { price } } }',
    {
      data: { anything: [{ title: 'Ali' }, { __typename: 'Vault', gold: null }, { price: null }] },
      denied: ['anything/@/... on Vault', 'anything/@/... on Poster/price'],
    },
  ],
  [
    'the names of types are open',
    anonymous,
    '{ __typename anything { __typename } people { t: __typename } }',
    {
      data: {
        __typename: 'Query',
        anything: [{ __typename: 'Film' }, { __typename: 'Vault' }, { __typename: 'Poster' }],
        people: [{ t: 'Customer' }, { t: 'Clerk' }],
      },
      denied: [],
    },
  ],
  [
    'introspection is open, also beside what is not',
    anonymous,
    `{ __type(name: "Vault") { ...T } __schema { queryType { name } } rental(id: 1) { lateFee id } }
     fragment T on __Type { name kind }`,
    {
      data: {
        __type: { name: 'Vault', kind: 'OBJECT' },
        __schema: { queryType: { name: 'Query' } },
        rental: { lateFee: null, id: '1' },
      },
      denied: ['rental/lateFee'],
    },
  ],
  [
    'what is always skipped is not asked for, so it is not denied',
    anonymous,
    '{ rental(id: 1) { id lateFee @skip(if: true) note @include(if: false) } }',
    { data: { rental: { id: '1' } }, denied: [] },
  ],
  [
    'what a variable skips is told as denied, but is not in the answer',
    anonymous,
    'query ($no: Boolean = true) { rental(id: 1) { id lateFee @skip(if: $no) note @include(if: true) } }',
    { data: { rental: { id: '1', note: null } }, denied: ['rental/lateFee', 'rental/note'] },
  ],
])('%s', async (_, identity, query, { data, denied, asked }) => {
  const answer = await graph.ask(query, identity);
  expect(answer).toMatchObject({ denied, failed: [] });
  expect(JSON.stringify(answer.data)).toBe(JSON.stringify(data));
  if (asked !== undefined) expect(answer.fetches).toEqual([`films: ${asked}`]);
});

test('a variable that only something denied uses is not sent', async () => {
  const query = `query ($text: String!, $lang: String, $no: Boolean!) {
    search(text: $text) { title } rental(id: 1) { id note(lang: $lang) @skip(if: $no) } }`;
  const { fetches, data } = await graph.ask(query, anonymous, { text: 'a', lang: 'en', no: false });
  expect(fetches).toEqual(['films: query($text:String!){search(text:$text){title}rental(id:1){id}}']);
  expect(data).toEqual({ search: [{ title: 'Ali' }], rental: { id: '1', note: null } });
});

test('a query of which all is denied asks nobody', async () => {
  const sdl = 'type Query { a: Int @authenticated b: [Int] @requiresScopes(scopes: [["x"]]) }';
  const closed = await authorizedGraph({ one: { sdl } });
  const answer = await closed.ask('{ a b c: b }', anonymous);
  expect(answer).toEqual({
    kind: 'filtered',
    data: { a: null, b: null, c: null },
    denied: ['a', 'b/@', 'c/@'],
    fetches: [],
    failed: [],
  });
});

test.each<[string, string, readonly string[]]>([
  ['beside one that is allowed', 'mutation { rent(filmId: 1) { rental { id } } refund(id: 1) }', ['refund']],
  ['under another name', 'mutation { ok: rent(filmId: 1) { rental { id } } rent: refund(id: 1) }', ['rent']],
  ['in a fragment', 'mutation { ...M } fragment M on Mutation { ... { refund(id: 1) } }', ['refund']],
  ['that a variable skips', 'mutation ($v: Boolean = true) { refund(id: 1) @skip(if: $v) }', ['refund']],
])('a denied mutation refuses the operation whole: %s', async (_, query, denied) => {
  expect(await graph.ask(query, staff)).toMatchObject({ kind: 'denied', denied, fetches: [], data: undefined });
});

test('what is denied of the result of a mutation does not keep it from being done', async () => {
  const answer = await graph.ask('mutation { rent(filmId: 1) { rental { lateFee } } }', anonymous);
  expect(answer).toMatchObject({ data: { rent: { rental: { lateFee: null } } }, denied: ['rent/rental/lateFee'] });
  expect(answer.fetches).toEqual(['films: mutation{rent(filmId:1){rental{type:__typename}}}']);
  const refused = await graph.ask(
    'mutation { refund(id: 1) @skip(if: true) rent(filmId: 1) { __typename } }',
    anonymous,
  );
  expect(refused).toMatchObject({ kind: 'filtered', data: { rent: { __typename: 'RentPayload' } }, denied: [] });
});

test('a subscription is allowed whole or not at all', async () => {
  const query = 'subscription { returned { id lateFee } }';
  expect(await graph.ask(query, anonymous)).toMatchObject({ kind: 'denied', denied: ['returned/lateFee'] });
  expect(await graph.ask(query, staff)).toMatchObject({ kind: 'allowed' });
});

test.each([
  '{ search(text: "a") { title copies code } }',
  '{ search(text: "a") { title copies x: code __typename } }',
  '{ media { title ... on Film { copies code } } anything { ... on Film { x: code copies } } }',
])('a key that is fetched to join does not reach those who may not see it: %s', async (query) => {
  const answer = await graph.ask(query, customer);
  expect(answer.fetches.some((fetch) => fetch.startsWith('stock'))).toBe(true);
  expect(answer.fetches.some((fetch) => fetch.includes('code'))).toBe(true);
  expect(JSON.stringify(answer.data)).not.toContain('SECRET-CODE');
  expect(JSON.stringify((await graph.ask(query, staff)).data)).toContain('SECRET-CODE');
});

test('the answer tells the joined fields that may be seen', async () => {
  const query = '{ search(text: "a") { title copies } media { ... on Film { copies } } }';
  expect(await graph.ask(query, customer)).toMatchObject({
    data: { search: [{ title: 'Ali', copies: 4 }], media: [{ copies: 4 }, {}] },
  });
});

test('one closed type behind an interface closes the fields that return the interface', async () => {
  const closed = await authorizedGraph({
    one: {
      sdl: `type Query { all: [Node] any: Thing } interface Node { name: String } type A implements Node { name: String }
        type B implements Node @requiresScopes(scopes: [["staff"]]) { name: String } union Thing = A | B`,
      resolvers: {
        Query: { all: () => [{ __typename: 'B', name: 'b' }], any: () => ({ __typename: 'B', name: 'b' }) },
      },
    },
  });
  expect(await closed.ask('{ all { name } any { ... on Node { name } ... on A { name } } }', customer)).toMatchObject({
    data: { all: null, any: { name: null } },
    denied: ['all/@', 'any/... on Node'],
    fetches: ['one: {any{__typename type:__typename ...on A{name}}}'],
  });
  expect(await closed.ask('{ all { name } any { ... on Node { name } } }', staff)).toMatchObject({
    data: { all: [{ name: 'b' }], any: { name: 'b' } },
  });
});

test('a field of an interface object is closed in all its types', async () => {
  const closed = await authorizedGraph({
    media: {
      sdl: `type Query { media: [Media] } interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! pages: Int }`,
      resolvers: { Query: { media: () => [{ __typename: 'Book', id: '1', pages: 3 }] } },
    },
    views: {
      sdl: 'type Media @interfaceObject @key(fields: "id") { id: ID! views: Int @requiresScopes(scopes: [["staff"]]) }',
      resolvers: { Media: { views: () => 9 } },
    },
  });
  for (const query of ['{ media { views id } }', '{ media { ... on Book { views id } } }']) {
    const answer = await closed.ask(query, customer);
    expect(answer).toMatchObject({ data: { media: [{ views: null, id: '1' }] } });
    expect(answer.fetches).toHaveLength(1);
    expect((await closed.ask(query, staff)).data).toEqual({ media: [{ views: 9, id: '1' }] });
  }
});

test('what stands in something denied is null also where the same is asked for in an allowed way', async () => {
  const types = `type A implements I { c: C } type B implements I { c: C @authenticated } interface I { c: C }
    type C { d: D } type D { p: Int q: Int more: Int }`;
  const d = { p: 1, q: 2, more: 3 };
  const shared = await authorizedGraph({
    one: {
      sdl: `type Query { i: [I] c: C } ${types}`,
      resolvers: {
        Query: {
          i: () => [
            { __typename: 'A', c: { d } },
            { __typename: 'B', c: { d } },
          ],
          c: () => ({ d }),
        },
      },
    },
  });
  const query = '{ i { ... on A { c { d { p } } } c { ...F } } c { ...F } } fragment F on C { d { q } }';
  expect(await shared.ask(query, anonymous)).toMatchObject({
    data: { i: [{ c: { d: { p: 1, q: null } } }, { c: null }], c: { d: { q: 2 } } },
    denied: ['i/@/c'],
  });
});
