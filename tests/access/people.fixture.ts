import { systemClock } from '@reelhouse/clock';
import type { TestDatabase } from '@reelhouse/test-database';
import { expect, vi } from 'vitest';
import { houseTokens } from '../identity/house-tokens.fixture.ts';
import { openSignInHouse, type SignInHouse } from '../identity/open-house.fixture.ts';
import { signIn, untilAccountsAreKnown } from '../identity/sign-in.fixture.ts';
import { letIn, type Login } from '../let-in.ts';
import { watchWrites } from '../identity/writes.fixture.ts';
import { viewers, type ViewerName } from './permissions.ts';
import { sampleRows, type SampleRows } from './sample-rows.fixture.ts';

/** The whole chain, and everybody who looks at it. */
export interface WatchedHouse extends SignInHouse {
  /** The rows that are the customer's and of the first store, and what else is needed to ask for them. */
  readonly rows: SampleRows;
  /** The access token of each; nobody has none. */
  readonly tokens: Readonly<Record<ViewerName, string | undefined>>;
  /** Signs one of them in once more, and gives the access token. */
  readonly signInAgain: (viewer: ViewerName) => Promise<string>;
  /** Sends an operation as one of them, and gives what came back as it is. */
  readonly askAs: (viewer: ViewerName, query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Asked>;
}

/** What came back. */
export interface Asked {
  readonly status: number;
  /** The text of the body, to compare it to the last byte. */
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AskedError[];
}

/** An error as it was told. */
export interface AskedError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

/** All fields are asked for at once here, as no client does. */
const anySize = {
  maxTokens: 100_000,
  maxDepth: 100,
  maxAliases: 10_000,
  maxDirectives: 1000,
  maxRootFields: 1000,
  maxFields: 100_000,
  maxCost: 1_000_000,
};
/** What is answered to different people is compared to the letter: nobody is told what it was estimated to cost. */
export const edge = { limits: anySize, costShownTo: [] };

/**
 * Opens the chain on a database of the test file, and signs everybody in by their passwords. A member of the staff is then deactivated by the manager.
 */
export async function openWatchedHouse(database: TestDatabase): Promise<WatchedHouse> {
  const writes = await watchWrites(database, ['identity.consumer_position']);
  const house = await openSignInHouse(database, { edge });
  await untilAccountsAreKnown(database, writes);
  const rows = await sampleRows(database);
  const accounts: Partial<Record<ViewerName, Login>> = {
    customer: await letIn(database, 'customer'),
    'other customer': await letIn(database, `customer:${rows.otherCustomer}`),
    staff: await letIn(database, 'staff'),
    'staff of another store': await letIn(database, `staff:${rows.otherStaff}`),
    manager: await letIn(database, 'manager'),
    'manager of another store': await letIn(database, `staff:${rows.otherManager}`),
    'deactivated member': await letIn(database, `staff:${rows.leavingStaff}`),
  };
  const signInAgain = async (viewer: ViewerName): Promise<string> => {
    const account = accounts[viewer];
    if (!account) throw new Error(`${viewer} cannot sign in`);
    return (await signIn(house, account)).accessToken;
  };
  const tokens = Object.fromEntries(
    await Promise.all(
      viewers.map(async (viewer) => [viewer, viewer in accounts ? await signInAgain(viewer) : undefined] as const),
    ),
  ) as Record<ViewerName, string | undefined>;
  tokens['expired token'] = await expiredToken(database, rows);
  const askAs: WatchedHouse['askAs'] = (viewer, query, variables) =>
    askWith(house.url, tokens[viewer], query, variables);
  const { data } = await askAs(
    'manager',
    `mutation ($input: DeactivateStaffInput!) { deactivateStaff(input: $input) { userErrors { code } } }`,
    { input: { idempotencyKey: 'leaves', staffId: rows.leavingStaff } },
  );
  expect(data).toEqual({ deactivateStaff: { userErrors: [] } });
  // It is by an event that the gateway learns of it.
  const isRefused = async () => (await askAs('deactivated member', '{ viewer { id } }')).status === 401;
  await vi.waitUntil(isRefused, { timeout: 20_000, interval: 50 });
  return { ...house, rows, tokens, signInAgain, askAs };
}

/** Sends an operation with an access token, or without one. */
export async function askWith(
  url: string,
  token: string | undefined,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Asked> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { ...(JSON.parse(text) as Omit<Asked, 'status' | 'text'>), status: response.status, text };
}

/** Those whose tokens are taken. */
export const signedInOrNobody = viewers.filter(
  (viewer) => viewer !== 'deactivated member' && viewer !== 'expired token',
);

/** A token of the manager, who may see most, that was good until a minute ago. */
async function expiredToken(database: TestDatabase, { manager, store }: SampleRows): Promise<string> {
  const claims = { sub: `staff:${manager}`, scope: 'staff manager', store_id: Number(store) };
  const { token } = await houseTokens(database, claims);
  const now = Math.floor(systemClock.now().getTime() / 1000);
  return token({ iat: now - 900, nbf: now - 900, exp: now - 60 });
}
