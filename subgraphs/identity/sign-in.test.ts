import { createHash } from 'node:crypto';
import { createTestDatabase } from '@reelhouse/test-database';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { identityOf, openDoor, password } from './door.fixture.ts';
import { endSessionsOf } from './domain/end-sessions.ts';
import { Passwords } from './domain/passwords.ts';
import { signIn } from './domain/sign-in.ts';

const database = await createTestDatabase();
const door = openDoor(database);
const { clock, ask, addAccount, services, runs } = door;
const { sql } = database;

await addAccount({ kind: 'customer', id: 12, name: 'Mary.Smith@example.com' });
await addAccount({ kind: 'customer', id: 13, name: 'gone@example.com', active: false });
await addAccount({ kind: 'customer', id: 14, name: 'new@example.com', password: null });
await addAccount({ kind: 'staff', id: 3, name: 'Hanna', manager: true });
await addAccount({ kind: 'staff', id: 4, name: 'Ole' });

beforeEach(async () => {
  await sql`delete from identity.sign_in_throttle`;
  await sql`truncate identity.audit_entry, identity.sign_in_failure`;
  runs.length = 0;
});

const tokens = 'accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt viewer { id kind scopes storeId }';
const userErrors = 'userErrors { code path message }';
const signInCustomer = `mutation ($input: SignInCustomerInput!) { signInCustomer(input: $input) { ${tokens} ${userErrors} } }`;
const signInStaff = `mutation ($input: SignInStaffInput!) { signInStaff(input: $input) { ${tokens} ${userErrors} } }`;
const audit = () => sql`
  select kind, principal_kind as who, principal_id as id, client_address as address, detail from identity.audit_entry
  order by audit_id`;
const sessions = async (id: number) =>
  (await sql`select from identity.session where principal_id = ${id} and ended_at is null`).length;

describe('whoever knows the password', () => {
  test('is given tokens that say who it is', async () => {
    const { signInCustomer: answer } = await ask(signInCustomer, {
      input: { email: ' MARY.smith@EXAMPLE.com', password },
    });
    expect(answer).toMatchObject({
      accessTokenExpiresAt: '2026-03-31T12:15:00.000Z',
      refreshTokenExpiresAt: '2026-04-07T12:00:00.000Z',
      viewer: { id: 'customer:12', kind: 'CUSTOMER', scopes: ['customer'], storeId: null },
      userErrors: [],
    });
    expect(decodeProtectedHeader(answer.accessToken)).toEqual({
      alg: 'EdDSA',
      typ: 'at+jwt',
      kid: expect.stringMatching(/^[\w-]{43}$/),
    });
    const now = clock.now().getTime() / 1000;
    expect(decodeJwt(answer.accessToken)).toEqual({
      ...{
        iss: 'reelhouse',
        aud: 'reelhouse',
        sub: 'customer:12',
        scope: 'customer',
        iat: now,
        nbf: now,
        exp: now + 900,
      },
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.refreshToken).toMatch(/^[\w-]{43}$/);
  });

  test.each([
    ['Hanna', 'staff:3', 'staff manager'],
    ['ole', 'staff:4', 'staff'],
  ])('works for the chain: %s', async (username, sub, scope) => {
    const { signInStaff: answer } = await ask(signInStaff, { input: { username, password } });
    expect(decodeJwt(answer.accessToken)).toMatchObject({ sub, scope, store_id: 1 });
    expect(answer.viewer).toEqual({ id: sub, kind: 'STAFF', scopes: scope.split(' '), storeId: '1' });
  });

  test('is put on record, and the refresh token is nowhere', async () => {
    const { signInCustomer: answer } = await ask(signInCustomer, {
      input: { email: 'mary.smith@example.com', password },
    });
    const nobody = { address: '203.0.113.7', detail: {} };
    expect([...(await audit())]).toEqual([{ ...nobody, kind: 'signed_in', who: 'customer', id: 12 }]);
    const [kept] = await sql<{ hash: Buffer }[]>`
      select token_hash as hash from identity.refresh_token where session_id = ${identityOf(answer.accessToken).sessionId!}`;
    expect(kept?.hash).toEqual(createHash('sha256').update(answer.refreshToken).digest());
    const [row] = await sql`select client_address, end_reason from identity.session order by created_at desc limit 1`;
    expect(row).toEqual({ client_address: '203.0.113.7', end_reason: null });
  });
});

describe('whoever does not is answered the same, at the same cost', () => {
  const refused = { userErrors: [{ code: 'INVALID_CREDENTIALS', path: ['input'], message: expect.any(String) }] };
  test.each([
    ['a wrong password', 'mary.smith@example.com', 'correct hors', 12],
    ['nobody’s name', 'nobody@example.com', password, null],
    ['a closed account', 'gone@example.com', password, 13],
    ['an account without a password', 'new@example.com', password, 14],
    ['an empty password', 'mary.smith@example.com', '', 12],
  ])('%s', async (_, name, wrong, id) => {
    const before = await sessions(12);
    expect(await signIn(services(), { kind: 'customer', name, password: wrong })).toEqual(refused);
    expect(runs).toEqual(['argon2id']);
    expect(await sessions(12)).toBe(before);
    const counted = await sql`select principal_id as id, count from identity.sign_in_failure`;
    expect([...counted]).toEqual([{ id, count: 1 }]);
  });

  test.each([
    ['1 MB of password', 'mary.smith@example.com', 'x'.repeat(1_000_000)],
    ['a password of a little over 1 kB', 'mary.smith@example.com', 'x'.repeat(1025)],
    ['1 MB of name', `${'x'.repeat(1_000_000)}@example.com`, password],
    ['no name at all', '', password],
    ['a header that is slipped in', 'mary.smith@example.com\r\nBcc: eve@example.com', password],
  ])('what can be nobody’s costs nothing: %s', async (_, name, wrong) => {
    expect(await signIn(services(), { kind: 'customer', name, password: wrong })).toEqual(refused);
    expect(runs).toEqual([]);
    expect(await sql`select from identity.sign_in_throttle`).toHaveLength(0);
  });

  test('the user name of staff is none of a customer', async () => {
    expect(await signIn(services(), { kind: 'staff', name: 'mary.smith', password })).toEqual(refused);
  });

  test('while too many wait, nothing is counted', async () => {
    const none = new Passwords({ concurrency: 1, waiting: 0 });
    const answer = await signIn(services({ passwords: none }), {
      ...{ kind: 'customer', name: 'mary.smith@example.com', password },
    });
    expect(answer.userErrors).toMatchObject([{ code: 'TOO_MANY_ATTEMPTS' }]);
    const [counted] = await sql`select sum(failures)::integer as failures from identity.sign_in_throttle`;
    expect(counted).toEqual({ failures: 0 });
  });
});

describe('an imported password', () => {
  test('of Pagila is good once, and argon2id afterwards', async () => {
    const hash = '8cb2237d0679ca88db6464eac60da96345513964';
    await addAccount({ kind: 'staff', id: 1, name: 'Mike', password: { algorithm: 'sha1', hash } });
    const input = { username: 'Mike', password: '12345' };
    expect((await ask(signInStaff, { input })).signInStaff).toMatchObject({
      viewer: { id: 'staff:1' },
      userErrors: [],
    });
    const [stored] = await sql`select algorithm, password_hash from identity.credential where principal_id = 1`;
    expect(stored).toEqual({ algorithm: 'argon2id', password_hash: expect.stringMatching(/^\$argon2id\$/) });
    expect([...(await audit())]).toMatchObject([{ kind: 'password_upgraded' }, { kind: 'signed_in' }]);
    expect((await ask(signInStaff, { input })).signInStaff).toMatchObject({ userErrors: [] });
    expect((await ask(signInStaff, { input: { ...input, password: '123456' } })).signInStaff.accessToken).toBeNull();
  });

  test('is kept as it is by a wrong one', async () => {
    const hash = createHash('sha1').update('54321').digest('hex');
    await addAccount({ kind: 'staff', id: 2, name: 'Jon', password: { algorithm: 'sha1', hash } });
    await signIn(services(), { kind: 'staff', name: 'Jon', password: '12345' });
    const [stored] = await sql`select algorithm, password_hash from identity.credential where principal_id = 2`;
    expect(stored).toEqual({ algorithm: 'sha1', password_hash: hash });
  });
});

describe('a rival, when the password was found to be right', () => {
  const claim = { kind: 'staff', name: 'ole', password } as const;
  const ole = { kind: 'staff', id: 4 } as const;
  const refused = { userErrors: [expect.objectContaining({ code: 'INVALID_CREDENTIALS' })] };

  test('that closes the account is heard', async () => {
    await sql`delete from identity.session`;
    const answer = await signIn(
      services({
        async onPoint() {
          await sql`update identity.login_name set active = false where principal_id = 4`;
        },
      }),
      claim,
    );
    await sql`update identity.login_name set active = true where principal_id = 4`;
    expect(answer).toEqual(refused);
    expect(await sessions(4)).toBe(0);
  });

  test('that sets another password is heard', async () => {
    await sql`delete from identity.session`;
    const [before] = await sql`select password_hash as hash from identity.credential where principal_id = 4`;
    const answer = await signIn(
      services({
        async onPoint() {
          await sql`update identity.credential set password_hash = 'another' where principal_id = 4`;
        },
      }),
      claim,
    );
    await sql`update identity.credential set password_hash = ${before!['hash']} where principal_id = 4`;
    expect(answer).toEqual(refused);
    expect(await sessions(4)).toBe(0);
  });

  test('that is closing the account ends the session that begins meanwhile, or keeps it from beginning', async () => {
    const identity = database.connectAs('identity');
    let signingIn: Promise<unknown> = Promise.resolve();
    await identity.begin(async (tx) => {
      await tx`update login_name set active = false where principal_id = 4`;
      let verified = () => {};
      const reached = new Promise<void>((resolve) => (verified = resolve));
      signingIn = signIn(services({ onPoint: () => verified() }), claim);
      await reached;
      await endSessionsOf(tx, ole, { reason: 'deactivated', at: clock.now() });
    });
    expect(await signingIn).toEqual(refused);
    expect(await sessions(4)).toBe(0);
    await sql`update identity.login_name set active = true where principal_id = 4`;
  });
});
