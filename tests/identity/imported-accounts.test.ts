import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@reelhouse/clock';
import { importDump } from '@reelhouse/pagila-import';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dumpOf, smallChain } from '../../packages/pagila-import/src/small-dump.fixture.ts';
import { openSignInHouse } from './open-house.fixture.ts';
import {
  readSampleLogins,
  refresh,
  signIn,
  tryToSignIn,
  untilAccountsAreKnown,
  type Login,
  type SignedIn,
} from './sign-in.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

/** The password `12345`, as Pagila has it: SHA-1 without salt. */
const mikesHash = '8cb2237d0679ca88db6464eac60da96345513964';
/** The password `U*U`, of bcrypt's own tests. */
const jonsHash = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

const database = await createSampleDatabase();
const writes = await watchWrites(database, ['identity.consumer_position', 'identity.login_name']);
const house = await openSignInHouse(database);
const directory = await mkdtemp(join(tmpdir(), 'reelhouse-imported-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const mike: Login = { kind: 'staff', name: 'Mike', password: '12345' };

let manager: Login;
let former: SignedIn;
beforeAll(async () => {
  await untilAccountsAreKnown(database, writes);
  ({ manager } = await readSampleLogins(database));
  former = await signIn(house, manager);

  const chain = smallChain();
  const password = chain.staff.columns.indexOf('password');
  const active = chain.staff.columns.indexOf('active');
  for (const [row, hash] of [
    [0, mikesHash],
    [1, jonsHash],
  ] as const) {
    const member = chain.staff.rows[row]!;
    member[password] = hash;
    member[active] = 't';
  }
  const file = join(directory, 'pagila.sql');
  await writeFile(file, dumpOf(chain));
  await importDump(database.sql, file, { clock: systemClock, replace: true });
  // The rows are there at once; the names come by the event and a snapshot.
  await writes.until(async () => {
    const names = await database.sql<{ name: string }[]>`select name from identity.login_name where active`;
    const known = new Set(names.map(({ name }) => name));
    return known.has('Mike') && known.has('MARY.SMITH@example.com') && !known.has(manager.name);
  });
});

const stored = () => database.sql<{ algorithm: string; hash: string }[]>`
  select algorithm, password_hash as hash from identity.credential where principal_kind = 'staff' order by principal_id`;

describe('an imported dump of Pagila', () => {
  test('keeps nobody who was signed in before: neither the name nor the refresh token is good', async () => {
    expect(await tryToSignIn(house, manager)).toMatchObject({ userErrors: [{ code: 'INVALID_CREDENTIALS' }] });
    expect(await refresh(house, former.refreshToken)).toMatchObject({
      accessToken: null,
      userErrors: [{ code: 'REFRESH_TOKEN_INVALID' }],
    });
  });

  test('ends the sessions of those who are gone: nobody who comes with their id can be taken for them', async () => {
    const asked = async (): Promise<number> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${former.accessToken}` };
      const response = await fetch(house.url, { method: 'POST', headers, body: '{"query":"{ viewer { id } }"}' });
      return response.status;
    };
    await vi.waitUntil(async () => (await asked()) === 401, { timeout: 10_000 });
  });

  test('keeps Mike’s hash as it was, until he signs in', async () => {
    expect((await stored())[0]).toEqual({ algorithm: 'sha1', hash: mikesHash });
    expect(await tryToSignIn(house, { ...mike, password: '123456' })).toMatchObject({ accessToken: null });
    expect((await stored())[0]).toEqual({ algorithm: 'sha1', hash: mikesHash });
  });

  test('Mike signs in with 12345 once; the hash is argon2id afterwards, and so he signs in again', async () => {
    const { viewer, accessToken } = await signIn(house, mike);
    expect(viewer).toMatchObject({ id: 'staff:1', scopes: ['staff', 'manager'], storeId: '1' });
    const [{ algorithm, hash }] = (await stored()) as unknown as [{ algorithm: string; hash: string }];
    expect([algorithm, hash]).toEqual(['argon2id', expect.stringMatching(/^\$argon2id\$v=19\$m=19456,/)]);
    const { data } = await house.send('{ viewer { staff { username firstName } } }', { token: accessToken });
    expect(data).toEqual({ viewer: { staff: { username: 'Mike', firstName: 'Mike' } } });
    await signIn(house, { ...mike, name: 'mike' });
    // Once is enough: it is verified as it is stored now, and not hashed again.
    expect((await stored())[0]).toEqual({ algorithm, hash });
    const audit = await database.sql`
      select count, detail from identity.audit_entry where kind = 'password_upgraded' and principal_id = 1`;
    expect(audit).toEqual([{ count: 1, detail: { from: 'sha1' } }]);
  });

  test('the hash that was imported opens nothing any more', async () => {
    expect(await tryToSignIn(house, { ...mike, password: mikesHash })).toMatchObject({ accessToken: null });
  });

  test('Jon, whose hash is bcrypt, signs in and has argon2id afterwards', async () => {
    await signIn(house, { kind: 'staff', name: 'Jon', password: 'U*U' });
    expect((await stored())[1]).toMatchObject({ algorithm: 'argon2id' });
  });

  test('customers have names and no passwords: nobody is let in, and a link is sent to those who ask', async () => {
    const name = 'mary.smith@example.com';
    expect(await tryToSignIn(house, { kind: 'customer', name, password: '' })).toMatchObject({ accessToken: null });
    await house.call(`mutation { requestPasswordReset(input: { email: "${name}" }) { userErrors { code } } }`);
    const { token } = await house.nextNotice();
    const password = 'purple alligator';
    const set = `mutation ($token: String!, $password: String!) {
      resetPassword(input: { token: $token, newPassword: $password }) { userErrors { code } } }`;
    expect(await house.call(set, { variables: { token, password } })).toEqual({ userErrors: [] });
    expect(await signIn(house, { kind: 'customer', name, password })).toMatchObject({ viewer: { id: 'customer:1' } });
  });
});
