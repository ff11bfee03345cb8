import { expect, test } from 'vitest';
import { compose } from '../graph.fixture.ts';
import { cachingOf, hinted, hints, shopTypes, unhinted, unmarked } from './caching-graph.fixture.ts';

const kept = (maxAge: number) => ({ maxAge, scope: 'PUBLIC' });
const own = (maxAge: number) => ({ maxAge, scope: 'PRIVATE' });

const ofShop = cachingOf(compose({ shop: `${hinted} ${shopTypes}` }));

test.each([
  ['a field of the root with an age', '{ film { title } }', kept(100)],
  ['a scalar of the root with an age', '{ counted }', kept(20)],
  ['a scalar of the root without', '{ number }', kept(0)],
  ['a scalar of the root without, beside what is kept', '{ film { title } number }', kept(0)],
  ['inheriting from nothing, beside what is kept', '{ film { title } rootless { count } }', kept(0)],
  ['what leads to objects and says nothing', '{ bare { title } }', kept(0)],
  ['the age at the type', '{ typed { a } }', kept(50)],
  ['the age at the field, before that at the type, though it is longer', '{ lent { a } }', kept(500)],
  ['the age at the type, though the field inherits', '{ inherits { a } }', kept(50)],
  ['a scalar with a shorter age', '{ film { title stock } }', kept(3)],
  ['objects without a hint in what is kept', '{ film { other { title } } }', kept(0)],
  ['objects whose type inherits', '{ film { page { count info { count } } } }', kept(100)],
  ['objects that inherit at the field', '{ page { films { title } } film { self { title } } }', kept(100)],
  ['inheriting from nothing', '{ rootless { count } }', kept(0)],
  ['the least age of all, at any depth', '{ page { films { typed { film { title } } } } counted }', kept(9)],
  ['a private field', '{ film { title own } }', own(100)],
  ['a private field of the root', '{ mine { title } }', own(100)],
  ['a private type', '{ film { owned { a } } }', own(50)],
  ['a private type that its field makes public', '{ film { open { a } } }', kept(50)],
  ['aliases', '{ a: film { b: stock } }', kept(3)],
  [
    'what is under a condition',
    'query ($a: Boolean!) { film { title stock @skip(if: true) own @include(if: $a) } }',
    own(3),
  ],
  ['the union’s age, as short as that of a member', '{ item { __typename } }', kept(8)],
  ['a union without a hint, though its members have some', '{ thing { __typename } }', kept(0)],
  ['the field of an interface, as short as that of any object', '{ named { name } }', kept(7)],
  ['the field of one object, with what the interface says', '{ named { ... on Person { name } } }', kept(70)],
  ['what nobody says at the interface', '{ named { page { count } } }', kept(100)],
  [
    'fragments, each time',
    '{ film { ...A } counted } fragment A on Film { self { ...B } } fragment B on Film { stock }',
    kept(3),
  ],
  ['fragments that are not used', '{ film { title } } fragment A on Film { own stock }', kept(100)],
  ['a fragment without a type', '{ ... { film { ... @include(if: true) { stock } } } }', kept(3)],
  ['an age that is none', '{ negative }', kept(0)],
  ['names of types', '{ __typename film { __typename } }', kept(100)],
  ['nothing else than the name of the root', '{ __typename }', kept(0)],
  ['the schema', '{ film { title } __schema { queryType { name } } }', own(0)],
  ['a type of the schema', '{ __type(name: "Film") { name } }', own(0)],
])('%s', (_, query, expected) => {
  expect(ofShop(query)).toEqual(expected);
});

test.each([
  ['a field that is not there', '{ film { nothing } }'],
  ['selections of a scalar', '{ counted { a } }'],
  ['a fragment that is not there', '{ film { title ...A } }'],
  ['a type that is not there', '{ film { title ... on Nothing { a } } }'],
  ['a type without fields', '{ film { title ... on Int { a } } }'],
  ['a field of a union', '{ item { a } }'],
])('%s, as in an operation that is not valid, is not kept', (_, query) => {
  expect(ofShop(query)).toEqual(own(0));
});

test('fragments that use each other end', () => {
  expect(ofShop('{ film { ...A } } fragment A on Film { self { ...B } } fragment B on Film { ...A stock }')).toEqual(
    kept(3),
  );
});

test.each(['mutation { film { title } }', 'subscription { a }'])('nothing is said of %s', (query) => {
  expect(ofShop(query)).toBeUndefined();
});

const people = `${hinted}
  type Query {
    film: Film @cacheControl(maxAge: 100)
    me: Person @authenticated
    closed: Int @requiresScopes(scopes: [["staff"]])
    stated: Int @authenticated @cacheControl(maxAge: 10)
    viewer: Viewer
    either: Either @cacheControl(maxAge: 100)
    named: Named @cacheControl(maxAge: 100)
    nobodys: Int @requiresScopes(scopes: [[]]) @cacheControl(maxAge: 100)
    clerk: Clerk
  }
  type Film @key(fields: "id") @cacheControl(maxAge: 100) {
    id: ID! title: String notes: String @requiresScopes(scopes: [["staff"]]) seen: Boolean @perViewer
    lender: Person clerk: Clerk shelf: Int @external dear: Int @requires(fields: "shelf") plain: Int @external
    made: Int @requires(fields: "plain")
  }
  type Person implements Named @perViewer @cacheControl(maxAge: 100) { name: String }
  type Clerk implements Named @authenticated @cacheControl(maxAge: 100) { name: String }
  type Place implements Named @cacheControl(maxAge: 100) { name: String }
  type Viewer @perViewer { id: ID }
  union Either = Place | Clerk
  interface Named { name: String }`;
const shelves = `${hinted} type Film @key(fields: "id") { id: ID! shelf: Int @perViewer plain: Int }`;
const ofPeople = cachingOf(compose({ people, shelves }));

test.each([
  ['what everybody may see and is the same for all', '{ film { title } }', kept(100)],
  ['what asks for a scope in a type that has an age', '{ film { title notes } }', own(0)],
  ['what asks for a token and says an age itself', '{ stated }', own(10)],
  ['what asks for a token, and for a scope', '{ me { name } closed }', own(0)],
  ['what asks for nothing, by an empty list', '{ nobodys }', kept(100)],
  ['what depends on who asks in a type that has an age', '{ film { seen } }', own(0)],
  ['a type that depends on who asks', '{ viewer { id } }', own(0)],
  ['a type that depends on who asks and has an age', '{ film { lender { name } } }', own(0)],
  ['a type that asks for a token and has an age', '{ clerk { name } film { clerk { name } } }', own(0)],
  ['a union of which one type asks for a token', '{ either { ... on Place { name } } }', own(100)],
  ['an interface of which one type depends on who asks', '{ named { name } }', own(0)],
  ['what is made of what depends on who asks, elsewhere', '{ film { dear } }', own(0)],
  ['what is made of something else', '{ film { made } }', kept(100)],
])('%s', (_, query, expected) => {
  expect(ofPeople(query)).toEqual(expected);
});

const plainShop = 'type Query { a: A open: Int } type A { b: Int @perViewer c: Int d: Int @authenticated }';

test.each([
  ['a { c }', kept(0)],
  ['open', kept(0)],
  ['a { c b }', own(0)],
  ['a { d }', own(0)],
])('of a graph without hints nothing has an age: { %s }', (selection, expected) => {
  expect(cachingOf(compose({ shop: `${unhinted} ${plainShop}` }))(`{ ${selection} }`)).toEqual(expected);
});

test('in a graph that does not mark what depends on who asks, everything may', () => {
  const caching = cachingOf(compose({ shop: `${unmarked} type Query { a: Int b: Int @cacheControl(maxAge: 5) }` }));
  expect(caching('{ a }')).toEqual(own(0));
  expect(caching('{ b }')).toEqual(own(5));
  expect(caching('{ __typename }')).toEqual(own(0));
});

test('the directive is known by its specification, whatever the graph calls it', () => {
  const renamed = hints
    .replace('"@cacheControl"', '{ name: "@cacheControl", as: "@age" }')
    .replaceAll(/@cacheControl(?=[("])(?!", as)/g, '@age');
  const shopOf = (sdl: string) => cachingOf(compose({ shop: `${unhinted} ${sdl}` }))('{ a }');
  expect(shopOf(`${renamed} type Query { a: Int @age(maxAge: 5) }`)).toEqual(kept(5));
  const stranger = 'directive @cacheControl(maxAge: Int) on FIELD_DEFINITION';
  expect(shopOf(`${stranger} type Query { a: Int @cacheControl(maxAge: 5) }`)).toEqual(kept(0));
});

test('what an interface object says of a field holds for each object of the interface', () => {
  const media = `${hinted} type Query { media: Media @cacheControl(maxAge: 100) }
    interface Media @key(fields: "id") { id: ID! } type Book implements Media @key(fields: "id") { id: ID! }`;
  const ratings = `${hinted} type Media @key(fields: "id") @interfaceObject {
    id: ID! stars: Int @cacheControl(maxAge: 6) own: Int @cacheControl(scope: PRIVATE) seen: Int @perViewer }`;
  const caching = cachingOf(compose({ media, ratings }));
  for (const [field, expected] of [
    ['stars', kept(6)],
    ['own', own(100)],
    ['seen', own(0)],
  ] as const) {
    expect(caching(`{ media { ${field} } }`)).toEqual(expected);
    expect(caching(`{ media { ... on Book { ${field} } } }`)).toEqual(expected);
  }
});
