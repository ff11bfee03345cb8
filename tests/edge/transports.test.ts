import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { OpenedSubscriptions } from '../live/opened-subscriptions.fixture.ts';
import { runHouse } from '../running-house.ts';
import { registered, textOf } from './registered.fixture.ts';
import { sendBy, statusBy, ways, type Parameters, type Told, type Way } from './ways.fixture.ts';

type Person = 'nobody' | 'customer' | 'staff';

/** What is asked for, by whom, and what has to become of it however it comes. */
interface Case {
  readonly name: string;
  readonly sent: Parameters;
  readonly as?: Person;
  readonly status: number;
  readonly codes: readonly string[];
}

const database = await createSampleDatabase();
const subscriptions = new OpenedSubscriptions();
const house = await runHouse(database, {
  background: true,
  subscriptionObserver: subscriptions,
  edge: { introspection: { scopes: ['staff'] } },
});

const credentials: Record<Person, Readonly<Record<string, string>>> = { nobody: {}, customer: {}, staff: {} };
beforeAll(async () => {
  credentials.customer = await house.as('customer').credentials();
  credentials.staff = await house.as('staff').credentials();
});

function send(way: Way, url: string, { sent, as = 'nobody' }: Pick<Case, 'sent' | 'as'>): Promise<Told> {
  return sendBy(way, url, sent, { credentials: credentials[as] });
}

/** Sends a subscription, by ways that bring streams, and leaves it once it is open. */
async function follow(way: Way, url: string, { sent, as = 'nobody' }: Pick<Case, 'sent' | 'as'>): Promise<Told> {
  const [opened, ended] = [subscriptions.openedSoFar, subscriptions.endedSoFar];
  const told = await sendBy(way, url, sent, {
    credentials: credentials[as],
    opened: subscriptions.untilOpened(opened + 1),
  });
  if (told.isOpen) await subscriptions.untilEnded(ended + 1);
  return told;
}

const film = '{ film(id: "1") { title } }';
const expensive = 'films(first: 100) { edges { node { actors(first: 100) { edges { node { lastName } } } } } }';
const deep = `${'... on Film { actors { edges { node { films { edges { node { '.repeat(5)} id ${'} } } } } } }'.repeat(5)}`;
const aliases = Array.from({ length: 100 }, (_, index) => `a${index}: title`).join(' ');
const hash = (id: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } });
const unknown = 'f'.repeat(64);
const { documentId: filmDetails, variables: ofFilm } = registered('FilmDetails', { id: '1' });

/** At the listener where anybody may send what they like. */
const anywhere: readonly Case[] = [
  { name: 'a text', sent: { query: film }, status: 200, codes: [] },
  { name: 'an operation of the app', sent: { documentId: filmDetails, variables: ofFilm }, status: 200, codes: [] },
  { name: 'the same by its hash', sent: { ...hash(filmDetails), variables: ofFilm }, status: 200, codes: [] },
  {
    name: 'an id that there is not',
    sent: { documentId: unknown },
    status: 404,
    codes: ['PERSISTED_QUERY_NOT_IN_LIST'],
  },
  { name: 'an id that is none', sent: { documentId: 'x'.repeat(300) }, status: 400, codes: ['BAD_REQUEST'] },
  {
    name: 'an id beside a text',
    sent: { documentId: filmDetails, query: film },
    status: 400,
    codes: ['CANNOT_SEND_PQ_ID_AND_BODY'],
  },
  { name: 'two ids', sent: { documentId: filmDetails, ...hash(unknown) }, status: 400, codes: ['BAD_REQUEST'] },
  {
    name: 'too many aliases',
    sent: { query: `{ film(id: "1") { ${aliases} } }` },
    status: 400,
    codes: ['MAX_ALIASES_LIMIT'],
  },
  { name: 'too deep', sent: { query: `{ film(id: "1") { ${deep} } }` }, status: 400, codes: ['MAX_DEPTH_LIMIT'] },
  {
    name: 'too expensive',
    sent: { query: `{ ${expensive} a: ${expensive} b: ${expensive} }` },
    status: 400,
    codes: ['COST_ESTIMATED_TOO_EXPENSIVE'],
  },
  {
    name: 'too expensive for staff, too',
    as: 'staff',
    sent: { query: `{ ${expensive} a: ${expensive} b: ${expensive} }` },
    status: 400,
    codes: ['COST_ESTIMATED_TOO_EXPENSIVE'],
  },
  {
    name: 'too expensive by a variable of the app',
    sent: registered('BrowseFilms', { first: 2_000_000 }),
    status: 400,
    codes: ['COST_ESTIMATED_TOO_EXPENSIVE'],
  },
  { name: 'no GraphQL', sent: { query: '{ film(' }, status: 400, codes: ['GRAPHQL_PARSE_FAILED'] },
  {
    name: 'a field that there is not',
    sent: { query: '{ filmz }' },
    status: 400,
    codes: ['GRAPHQL_VALIDATION_FAILED'],
  },
  {
    name: 'the schema as nobody',
    sent: { query: '{ __schema { queryType { name } } }' },
    status: 403,
    codes: ['INTROSPECTION_DISABLED'],
  },
  {
    name: 'the schema as a customer',
    as: 'customer',
    sent: { query: '{ __schema { queryType { name } } }' },
    status: 403,
    codes: ['INTROSPECTION_DISABLED'],
  },
  {
    name: 'the schema as staff',
    as: 'staff',
    sent: { query: '{ __schema { queryType { name } } }' },
    status: 200,
    codes: [],
  },
];

/** At the listener of the mobile app, whoever asks. */
const required = { status: 400, codes: ['PERSISTED_QUERY_ID_REQUIRED'] };
const atMobile: readonly Case[] = [
  { name: 'an operation of the app', sent: registered('FilmDetails', { id: '1' }), status: 200, codes: [] },
  { name: 'the same by its hash', sent: { ...hash(filmDetails), variables: ofFilm }, status: 200, codes: [] },
  { name: 'a text', sent: { query: film }, ...required },
  { name: 'a text as staff', as: 'staff', sent: { query: film }, ...required },
  {
    name: 'the text of an operation of the app',
    sent: { query: textOf('FilmDetails'), variables: ofFilm },
    ...required,
  },
  { name: 'the schema as staff', as: 'staff', sent: { query: '{ __schema { queryType { name } } }' }, ...required },
  { name: 'nothing', sent: { variables: {} }, ...required },
  {
    name: 'a text with its hash',
    sent: { query: film, ...hash(unknown) },
    status: 400,
    codes: ['CANNOT_SEND_PQ_ID_AND_BODY'],
  },
  {
    name: 'an id that there is not',
    sent: { documentId: unknown },
    status: 404,
    codes: ['PERSISTED_QUERY_NOT_IN_LIST'],
  },
  { name: 'a hash that there is not', sent: hash(unknown), status: 404, codes: ['PERSISTED_QUERY_NOT_IN_LIST'] },
  {
    name: 'an operation of the web app',
    sent: registered('Catalogue', {}, 'storefront'),
    status: 404,
    codes: ['PERSISTED_QUERY_NOT_IN_LIST'],
  },
  {
    name: 'too expensive by a variable',
    sent: registered('BrowseFilms', { first: 2_000_000 }),
    status: 400,
    codes: ['COST_ESTIMATED_TOO_EXPENSIVE'],
  },
];

describe.each([
  ['default', anywhere],
  ['mobile', atMobile],
] as const)('at the listener %s', (listener, cases) => {
  describe.each(cases)('$name', (each) => {
    test.each(ways)('by %s', async (way) => {
      const { status, codes, isOpen } = await send(way, house.urls[listener]!, each);
      expect({ status, codes, isOpen }).toEqual({
        status: statusBy(way, each.status),
        codes: each.codes,
        isOpen: false,
      });
    });
  });
});

const streams = ['WebSocket', 'server-sent events', 'multipart'] as const;
const available = 'availabilityChanged(filmId: "1") { film { title } }';
const changed = registered('AvailabilityChanged', { filmId: '1', storeId: '1' });
const withPages = `subscription { availabilityChanged { film { actors(first: 100) { edges { node { films(first: 100) { edges { node { title } } } } } } } } }`;
const aliased = `subscription { availabilityChanged { film { ${aliases} } } }`;

/** What may be followed, and where. */
const followed: readonly (Pick<Case, 'name' | 'sent' | 'as'> & { readonly at: 'default' | 'mobile' })[] = [
  { name: 'a text', at: 'default', sent: { query: `subscription { ${available} }` } },
  { name: 'an operation of the app', at: 'default', sent: changed },
  { name: 'an operation of the app', at: 'mobile', sent: changed },
  { name: 'the same by its hash', at: 'mobile', sent: { ...hash(changed.documentId), variables: changed.variables } },
  {
    name: 'what only some may follow, as a customer',
    as: 'customer',
    at: 'mobile',
    sent: registered('RentalReturned'),
  },
];

describe.each(followed)('a subscription: $name, at the listener $at', (each) => {
  const url = house.urls[each.at]!;

  test.each(streams)('is opened by %s', async (way) => {
    expect(await follow(way, url, each)).toMatchObject({ isOpen: true, codes: [] });
  });

  test.each(['POST', 'GET'] as const)('is not for who takes one answer, by %s', async (way) => {
    const { status, codes, isOpen } = await send(way, url, each);
    expect({ status, codes, isOpen }).toEqual({
      status: way === 'GET' ? 405 : 400,
      codes: ['BAD_REQUEST'],
      isOpen: false,
    });
  });
});

const unfollowed: readonly (Case & { readonly at: 'default' | 'mobile' })[] = [
  {
    name: 'that is too expensive',
    at: 'default',
    sent: { query: withPages },
    status: 400,
    codes: ['COST_ESTIMATED_TOO_EXPENSIVE'],
  },
  { name: 'with too many aliases', at: 'default', sent: { query: aliased }, status: 400, codes: ['MAX_ALIASES_LIMIT'] },
  {
    name: 'of a field that there is not',
    at: 'default',
    sent: { query: 'subscription { nothing }' },
    status: 400,
    codes: ['GRAPHQL_VALIDATION_FAILED'],
  },
  {
    name: 'of an id that there is not',
    at: 'default',
    sent: { documentId: unknown },
    status: 404,
    codes: ['PERSISTED_QUERY_NOT_IN_LIST'],
  },
  {
    name: 'of an id that there is not',
    at: 'mobile',
    sent: { documentId: unknown },
    status: 404,
    codes: ['PERSISTED_QUERY_NOT_IN_LIST'],
  },
  { name: 'that is a text', at: 'mobile', sent: { query: `subscription { ${available} }` }, ...required },
];

describe.each(unfollowed)('a subscription $name, at the listener $at', (each) => {
  const url = house.urls[each.at]!;

  test.each(ways)('is refused by %s', async (way) => {
    const opened = subscriptions.openedSoFar;
    const { status, codes, isOpen } = await send(way, url, each);
    expect({ status, codes, isOpen }).toEqual({ status: statusBy(way, each.status), codes: each.codes, isOpen: false });
    expect(subscriptions.openedSoFar).toBe(opened);
  });
});

test.each(['POST', ...streams] as const)('what only some may follow is refused to nobody, by %s', async (way) => {
  const opened = subscriptions.openedSoFar;
  const sent = registered('RentalReturned');
  const { codes, isOpen } = await send(way, house.urls['mobile']!, { sent });
  expect({ codes, isOpen }).toEqual({ codes: ['UNAUTHORIZED_FIELD_OR_TYPE'], isOpen: false });
  expect(subscriptions.openedSoFar).toBe(opened);
});
