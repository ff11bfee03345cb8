import type { PrincipalKind } from '@reelhouse/auth';
import { sampleAccounts, type SampleRole } from '@reelhouse/sample-data';
import type { TestDatabase } from '@reelhouse/test-database';
import { expect } from 'vitest';
import type { SignInHouse } from './open-house.fixture.ts';
import type { Writes } from './writes.fixture.ts';

/** What somebody who has signed in goes on with. */
export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly viewer: {
    readonly id: string;
    readonly scopes: readonly string[];
    readonly storeId: string | null;
    readonly session: { readonly id: string };
  };
}

/** Whom to sign in. */
export interface Login {
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly password: string;
}

const tokens = `accessToken refreshToken viewer { id scopes storeId session { id } } userErrors { code path }`;
const signInCustomer = `mutation ($name: String!, $password: String!) {
  signIn: signInCustomer(input: { email: $name, password: $password }) { ${tokens} }
}`;
const signInStaff = `mutation ($name: String!, $password: String!) {
  signIn: signInStaff(input: { username: $name, password: $password }) { ${tokens} }
}`;
const refreshSession = `mutation ($refreshToken: String!) {
  refreshSession(input: { refreshToken: $refreshToken }) { ${tokens} }
}`;

/** Tries to sign in, and gives the payload. */
export function tryToSignIn({ call }: Pick<SignInHouse, 'call'>, { kind, name, password }: Login) {
  return call(kind === 'customer' ? signInCustomer : signInStaff, { variables: { name, password } });
}

/** Signs in. Fails the test if that is refused. */
export async function signIn(house: Pick<SignInHouse, 'call'>, login: Login): Promise<SignedIn> {
  const { userErrors, ...signedIn } = await tryToSignIn(house, login);
  expect(userErrors).toEqual([]);
  return signedIn as unknown as SignedIn;
}

/** Exchanges a refresh token, and gives the payload. */
export function refresh({ call }: Pick<SignInHouse, 'call'>, refreshToken: string) {
  return call(refreshSession, { variables: { refreshToken } });
}

/** The accounts that are printed for whoever tries the house. */
export async function readSampleLogins({ sql }: TestDatabase): Promise<Readonly<Record<SampleRole, Login>>> {
  const logins = Object.fromEntries(
    (await sampleAccounts(sql)).map(({ role, loginName, password }): [SampleRole, Login] => [
      role,
      { kind: role === 'customer' ? 'customer' : 'staff', name: loginName, password },
    ]),
  );
  return logins as Readonly<Record<SampleRole, Login>>;
}

/** Waits until everybody who is in the books is known to identity, who is told of them. */
export async function untilAccountsAreKnown({ sql }: TestDatabase, writes: Writes): Promise<void> {
  await writes.until(async () => {
    const filled = await sql`
      select from identity.consumer_position
      where consumer = 'identity-accounts' and watermark is not null and owner in ('store', 'customer')`;
    return filled.length === 2;
  });
}
