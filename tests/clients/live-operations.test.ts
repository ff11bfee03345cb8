import { systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { graphClient, type GraphClient } from '../graph-client.ts';
import { letIn, type Login } from '../let-in.ts';
import { checkIn } from '../live/desk.fixture.ts';
import { liveClients } from '../live/live-clients.fixture.ts';
import { listenWith } from '../live/listening.fixture.ts';
import { OpenedSubscriptions } from '../live/opened-subscriptions.fixture.ts';
import { runHouse } from '../running-house.ts';
import { findCustomerAtHome, type CustomerAtHome } from './customer-at-home.fixture.ts';
import { liveReleases } from './live-releases.ts';

const database = await createSampleDatabase();
const subscriptions = new OpenedSubscriptions();
const house = await runHouse(database, { clock: systemClock, background: true, subscriptionObserver: subscriptions });

let customer: CustomerAtHome;
const logins: Partial<Record<'customer' | 'staff', Login>> = {};
beforeAll(async () => {
  customer = await findCustomerAtHome(database);
  logins.customer = await letIn(database, customer.subject);
  logins.staff = await letIn(database, `staff:${customer.staffId}`);
});

type Role = 'nobody' | 'customer' | 'staff';
type Variables = Readonly<Record<string, unknown>>;

/** What apps send with each operation. A release that does not know one of them yet leaves it out. */
const variablesOf: Readonly<Record<string, () => Variables | Promise<Variables>>> = {
  AvailabilityChanged: () => ({ filmId: customer.filmId, storeId: customer.storeId }),
  BrowseFilms: () => ({ first: 10, categoryId: customer.categoryId, storeId: customer.storeId }),
  Catalogue: () => ({ filter: { categoryId: customer.categoryId } }),
  Categories: () => ({}),
  FilmDetails: () => ({ id: customer.filmId, storeId: customer.storeId }),
  FilmsWithActor: () => ({ id: customer.actorId }),
  FilmInStore: () => ({ id: customer.filmId, storeId: customer.storeId }),
  MyRentals: () => ({ first: 5 }),
  RefreshSession: async () => ({ refreshToken: (await signIn('customer')).refreshToken }),
  RentalDetails: () => ({ id: customer.rentalId }),
  RentalHistory: () => ({ first: 5 }),
  RentalReturned: () => ({}),
  SearchFilms: () => ({ query: customer.filmTitle, categoryId: customer.categoryId, storeId: customer.storeId }),
  SignIn: () => ({ email: logins.customer?.name, password: logins.customer?.password }),
  SignInCustomer: () => ({ email: logins.customer?.name, password: logins.customer?.password }),
  SignInStaff: () => ({ username: logins.staff?.name, password: logins.staff?.password }),
  SignOut: () => ({}),
  Stores: () => ({}),
  Viewer: () => ({}),
};

/** What is sent only by who has not signed in, or not any more; and what only by who has. */
const beforeSignIn = ['SignIn', 'SignInCustomer', 'SignInStaff', 'RefreshSession'];
const afterSignIn = ['MyRentals', 'RentalDetails', 'RentalHistory', 'RentalReturned', 'SignOut', 'Viewer'];

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

async function signIn(role: Role): Promise<Tokens> {
  const login = role === 'nobody' ? undefined : logins[role];
  if (!login) throw new Error(`${role} does not sign in`);
  const [field, name] = role === 'staff' ? ['signInStaff', 'username'] : ['signInCustomer', 'email'];
  const { data } = await house.anonymous.ask(
    `mutation ($name: String!, $password: String!) {
      tokens: ${field}(input: { ${name}: $name, password: $password }) { accessToken refreshToken }
    }`,
    { name: login.name, password: login.password },
  );
  return data?.['tokens'] as Tokens;
}

/** Everybody asks in a session of their own, as some of the operations end it. */
async function clientOf(role: Role): Promise<GraphClient> {
  if (role === 'nobody') return house.anonymous;
  const { accessToken } = await signIn(role);
  return graphClient(
    () => house.url,
    () => Promise.resolve({ authorization: `Bearer ${accessToken}` }),
  );
}

/** Whom each client is for. */
const rolesOf: Readonly<Record<string, readonly Role[]>> = {
  mobile: ['nobody', 'customer'],
  storefront: ['nobody', 'customer', 'staff'],
};

function mayAsk(role: Role, name: string): boolean {
  return !(role === 'nobody' ? afterSignIn : beforeSignIn).includes(name);
}

const asked = liveReleases.flatMap(({ client, release, manifest }) =>
  manifest.operations.flatMap((operation) =>
    (rolesOf[client] ?? [])
      .filter((role) => mayAsk(role, operation.name))
      .map((role) => ({ client, release, name: operation.name, operation, role })),
  ),
);

test('each client that is in use is somebody’s', () => {
  expect(Object.keys(rolesOf)).toEqual([...new Set(liveReleases.map(({ client }) => client))]);
});

const streams = asked.filter(({ operation }) => operation.type === 'subscription');

describe('every operation of every live release is answered without errors:', () => {
  test.each(asked.filter((each) => !streams.includes(each)))(
    '$client $release, $name, as $role',
    async ({ operation, role, name }) => {
      const client = await clientOf(role);
      const { data, errors } = await client.ask(operation.body, { ...(await variablesOf[name]!()) });
      expect(errors).toBeUndefined();
      for (const payload of Object.values(data!) as Record<string, unknown>[]) {
        expect(payload).not.toBeNull();
        expect(payload['userErrors'] ?? []).toEqual([]);
      }
    },
  );
});

test('every subscription of every live release tells of a film that comes back', async () => {
  const transport = liveClients.find(({ name }) => name === 'graphql-ws')!;
  const listening = [];
  for (const { operation, role, name } of streams) {
    const variables = { ...(await variablesOf[name]!()) };
    const credentials = await (await clientOf(role)).credentials();
    listening.push(listenWith(transport, { url: house.url, query: operation.body, variables, credentials }));
  }
  await subscriptions.untilOpened(streams.length);
  await checkIn(house, customer);
  for (const [index, { name }] of streams.entries()) {
    const { data, errors } = await listening[index]!.next();
    expect([name, errors]).toEqual([name, undefined]);
    const [told] = Object.values(data as Record<string, Record<string, unknown>>);
    expect(told).toMatchObject({ eventId: expect.any(String) });
    if (name === 'RentalReturned') expect(told).toMatchObject({ rental: { id: customer.rentalId } });
    else expect(told).toMatchObject({ film: { id: customer.filmId } });
  }
  for (const each of listening) each.stop();
  await subscriptions.untilEnded(streams.length);
});
