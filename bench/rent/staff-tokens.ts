import type { Sql } from '@reelhouse/database';
import { hash } from 'argon2';
import { request } from 'undici';
import { passwordCost, untilNamesAreKnown } from '../sign-in/sign-in-accounts.ts';
import type { DeskWork } from './desk-work.ts';

const password = 'a password of many';

const signIn = `mutation SignIn($input: SignInStaffInput!) {
  signInStaff(input: $input) { accessToken userErrors { code message } }
}`;

interface Answer {
  readonly data?: { readonly signInStaff: { readonly accessToken: string | null } | null };
}

/**
 * Signs everybody in who works at the desk.
 *
 * @param url of the house.
 * @param sql as the owner of all tables: most of the staff have no password yet.
 * @returns access tokens by the id of the member; they are good for 15 minutes.
 */
export async function signStaffIn(
  url: string,
  sql: Sql,
  work: readonly DeskWork[],
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(work.map(({ staffId }) => staffId))];
  const passwordHash = await hash(password, passwordCost);
  await sql`
    insert into identity.credential (principal_kind, principal_id, algorithm, password_hash, updated_at)
    select 'staff', id, 'argon2id', ${passwordHash}, now() from unnest(${ids}::integer[]) id
    on conflict (principal_kind, principal_id) do update set password_hash = excluded.password_hash`;
  const members = await sql<{ id: number; username: string }[]>`
    select staff_id as id, username from store.staff where staff_id = any(${ids})`;
  const [active] = await sql<{ count: number }[]>`select count(*)::integer as count from store.staff where active`;
  await untilNamesAreKnown(sql, 'staff', active?.count ?? 0);
  return new Map(
    await Promise.all(
      members.map(async ({ id, username }): Promise<[number, string]> => [id, await tokenOf(url, username)]),
    ),
  );
}

async function tokenOf(url: string, username: string): Promise<string> {
  const { body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: signIn, variables: { input: { username, password } } }),
  });
  const text = await body.text();
  const token = (JSON.parse(text) as Answer).data?.signInStaff?.accessToken;
  if (token == null) throw new Error(`${username} could not sign in: ${text}`);
  return token;
}
