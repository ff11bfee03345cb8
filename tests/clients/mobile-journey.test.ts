import { ManualClock } from '@reelhouse/clock';
import type { ClientRelease } from '@reelhouse/operation-manifest';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { letIn, type Login } from '../let-in.ts';
import { runHouse } from '../running-house.ts';
import { findCustomerAtHome, type CustomerAtHome } from './customer-at-home.fixture.ts';
import { HeadlessClient, type HttpAnswer, type SendingHabit } from './headless-client.ts';
import { liveReleases } from './live-releases.ts';

const accessTokenSeconds = 900;
const database = await createSampleDatabase();
const clock = new ManualClock('2026-03-31T18:00:00Z');
const house = await runHouse(database, { clock, background: false });

let customer: CustomerAtHome;
let login: Login;
beforeAll(async () => {
  customer = await findCustomerAtHome(database);
  login = await letIn(database, customer.subject);
});

const mobileReleases = liveReleases.filter(({ client }) => client === 'mobile');
const habits: readonly SendingHabit[] = [
  { id: 'documentId', queries: 'POST' },
  { id: 'persistedQuery', queries: 'GET' },
];
const apps = mobileReleases.flatMap(({ release, manifest }) =>
  habits.map((habit) => ({ release, manifest, habit, ...habit })),
);

/** An app as it is installed, on the listener that is for it. */
function open({ manifest, habit }: Pick<ClientRelease, 'manifest'> & { readonly habit: SendingHabit }): HeadlessClient {
  return new HeadlessClient(house.urls['mobile']!, manifest, habit);
}

/** The data of an answer. Fails the test on any error. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function dataOf({ data, errors, status }: HttpAnswer): Record<string, any> {
  expect({ errors, status }).toEqual({ errors: undefined, status: 200 });
  return data!;
}

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

/** The ids of what is on a page. */
function idsOf({ edges }: Page): string[] {
  return edges.map(({ node }) => node.id);
}

/** The ids of the rentals that a customer is told are not over. */
async function atHome(client: HeadlessClient): Promise<string[]> {
  return idsOf(dataOf(await client.ask('MyRentals')).viewer.customer.rentals);
}

/** Expects that a client is shown nothing of any customer. */
async function expectNothing(client: HeadlessClient): Promise<void> {
  for (const name of ['Viewer', 'MyRentals']) {
    const answer = await client.ask(name);
    expect([answer.data, codesOf(answer)]).toEqual([{ viewer: null }, ['UNAUTHORIZED_FIELD_OR_TYPE']]);
  }
}

const codesOf = ({ errors = [] }: HttpAnswer) => errors.map(({ extensions: { code } }) => code);

test('a release that is older than the present one is in use', () => {
  expect(mobileReleases.length).toBeGreaterThan(1);
});

describe.each(apps)('the mobile app $release, with $id, queries by $queries', (app) => {
  test('is browsed, and finds a film by its title', async () => {
    const client = open(app);
    const { categories } = dataOf(await client.ask('Categories'));
    expect(idsOf(categories)).toContain(customer.categoryId);

    const page = { first: 5, categoryId: customer.categoryId, storeId: customer.storeId };
    const first = dataOf(await client.ask('BrowseFilms', page)).films;
    expect(first.edges).toHaveLength(5);
    expect(first.edges[0].node.availability.onShelf).toEqual(expect.any(Number));
    const second = dataOf(await client.ask('BrowseFilms', { ...page, after: first.pageInfo.endCursor })).films;
    const ids = [...idsOf(first), ...idsOf(second)];
    expect(new Set(ids).size).toBe(ids.length);

    const { searchFilms } = dataOf(await client.ask('SearchFilms', { query: customer.filmTitle }));
    expect(searchFilms.edges[0].node).toMatchObject({ id: customer.filmId, title: customer.filmTitle });

    const { film } = dataOf(await client.ask('FilmDetails', { id: customer.filmId }));
    expect(film.title).toBe(customer.filmTitle);
    expect(film.actors.edges.length).toBeGreaterThan(0);
    const { film: stock } = dataOf(await client.ask('FilmInStore', { id: customer.filmId, storeId: customer.storeId }));
    expect(stock.inAllStores.copies).toBeGreaterThanOrEqual(stock.inStore.copies);
    expect(stock.inStore.nextExpectedReturn).not.toBeNull();

    const { stores } = dataOf(await client.ask('Stores'));
    expect(idsOf(stores)).toContain(customer.storeId);
  });

  test('tells a customer what is due, goes on when the token has expired, and is signed out', async () => {
    const client = open(app);
    expect(dataOf(await client.signIn(login.name, 'not this one')).signInCustomer.userErrors).toMatchObject([
      { code: 'INVALID_CREDENTIALS' },
    ]);
    const { signInCustomer } = dataOf(await client.signIn(login.name, login.password));
    expect(signInCustomer).toMatchObject({ viewer: { id: customer.subject }, userErrors: [] });
    expect(dataOf(await client.ask('Viewer')).viewer.customer).toMatchObject({
      id: customer.customerId,
      email: customer.email,
    });
    expect(await atHome(client)).toContain(customer.rentalId);
    expect(client.refreshes).toBe(0);

    clock.advance(accessTokenSeconds + 60);
    const [rentals, viewer] = await Promise.all([atHome(client), client.ask('Viewer')]);
    expect(rentals).toContain(customer.rentalId);
    expect(dataOf(viewer).viewer.id).toBe(customer.subject);
    expect(client.refreshes).toBe(1);

    expect(dataOf(await client.signOut()).signOut.userErrors).toEqual([]);
    await expectNothing(client);
  });

  test('shows nobody what is a customer’s', () => expectNothing(open(app)));

  test('shows what was rented before, if it has a screen for that', async () => {
    const client = open(app);
    if (!client.knows('RentalHistory')) {
      await expect(client.ask('RentalHistory')).rejects.toThrow('the release has no operation RentalHistory');
      return;
    }
    await client.signIn(login.name, login.password);
    const { rentals } = dataOf(await client.ask('RentalHistory', { first: 1 })).viewer.customer;
    const [{ node: last }] = rentals.edges;
    expect(last.returnDate).not.toBeNull();
    const { rental } = dataOf(await client.ask('RentalDetails', { id: last.id }));
    expect(rental).toMatchObject({ id: last.id, filmTitle: last.filmTitle });
  });
});

describe('the listener of the mobile app', () => {
  const [{ manifest }] = mobileReleases as [ClientRelease];
  const [operation] = manifest.operations as [ClientRelease['manifest']['operations'][number]];
  const changed = { ...operation, id: operation.id.replaceAll(/./g, '0') };

  test.each(habits)('takes no id that no release has: $id, by $queries', async (habit) => {
    const client = new HeadlessClient(house.urls['mobile']!, { ...manifest, operations: [changed] }, habit);
    const answer = await client.ask(operation.name);
    expect([answer.status, codesOf(answer)]).toEqual([404, ['PERSISTED_QUERY_NOT_IN_LIST']]);
  });

  test.each([
    ['a text', { query: operation.body }, 'PERSISTED_QUERY_ID_REQUIRED'],
    ['a text beside its id', { query: operation.body, documentId: operation.id }, 'CANNOT_SEND_PQ_ID_AND_BODY'],
  ])('takes no text, though it is registered: %s', async (_, parameters, code) => {
    const response = await fetch(house.urls['mobile']!, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const { errors } = (await response.json()) as HttpAnswer;
    expect([response.status, errors?.map(({ extensions }) => extensions['code'])]).toEqual([400, [code]]);
  });
});
