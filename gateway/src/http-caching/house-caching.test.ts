import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cachingOf } from './caching-graph.fixture.ts';

const root = new URL('../../../', import.meta.url);
const ofHouse = cachingOf(readFileSync(new URL('schema/supergraph.graphql', root), 'utf8'));

/** An operation of README.md. */
function ofReadme(name: string): string {
  const text = readFileSync(new URL('README.md', root), 'utf8');
  const [, operation] = new RegExp(`\`\`\`graphql\n((?:query|mutation) ${name}\\b[^]*?)\`\`\``).exec(text) ?? [];
  if (operation === undefined) throw new Error(`README.md has no operation ${name}`);
  return operation;
}

const film = '{ id title description releaseYear rating specialFeatures popularity language { name } }';

test.each([
  ['the catalogue of README.md, with what can be rented now', ofReadme('Catalogue'), 5],
  [
    'what can be rented of a film',
    '{ film(id: "1") { availability(storeId: "1") { onShelf nextExpectedReturn } } }',
    5,
  ],
  ['a list of films', `{ films { totalCount pageInfo { endCursor } edges { cursor node ${film} } } }`, 60],
  [
    'a search',
    `{ searchFilms(query: "x") { facets { ratings { count } categories { category { name } } } edges { node ${film} } } }`,
    60,
  ],
  ['the films of a category', '{ category(id: "1") { name films { totalCount edges { node { title } } } } }', 60],
  ['a price', '{ film(id: "1") { title rentalRate { amount currency } } }', 60],
  [
    'a film with its actors and categories',
    `{ film(id: "1") { title actors { edges { node { lastName } } } categories { edges { node { name } } } } }`,
    300,
  ],
  ['the actors', '{ actors { pageInfo { hasNextPage } edges { node { firstName } } } }', 300],
  [
    'the stores and where they are',
    '{ stores { edges { node { id timeZone lastUpdate address { address phone city { name country { name } } } } } } }',
    300,
  ],
  ['the categories and languages', '{ categories { edges { node { id name } } } languages { totalCount } }', 3600],
  ['the cities of a country', '{ country(id: "1") { name cities { edges { node { name } } } } }', 3600],
])('every cache may keep %s', (_, query, maxAge) => {
  expect(ofHouse(query)).toEqual({ maxAge, scope: 'PUBLIC' });
});

test.each([
  ['who asks', '{ viewer { id } }'],
  ['who asks, below what is kept', '{ film(id: "1") { title } viewer { can { checkOut } } }'],
  ['rentals', '{ rentals { edges { node { id } } } }'],
  ['a rental', '{ rental(id: "1") { filmTitle } }'],
  ['payments', '{ payments { totalCount } }'],
  ['a customer', '{ customer(id: "1") { firstName } }'],
  ['the desk of README.md', ofReadme('Desk')],
  ['the copies of a film', '{ film(id: "1") { title copies { totalCount } } }'],
  ['who works in a store', '{ stores { edges { node { manager { firstName } } } } }'],
  ['where somebody lives', '{ address(id: "1") { phone } }'],
  ['what only a secret id leads to', '{ registration(id: "1") { status } }'],
  ['the audit log', '{ auditLog { totalCount } }'],
  ['the schema', '{ __schema { types { name } } }'],
])('no cache keeps %s', (_, query) => {
  expect(ofHouse(query)).toEqual({ maxAge: 0, scope: 'PRIVATE' });
});

test('nothing is said of mutations and subscriptions', () => {
  expect(ofHouse(ofReadme('SignIn'))).toBeUndefined();
  expect(ofHouse('subscription { availabilityChanged(filmId: "1") { eventId } }')).toBeUndefined();
});
