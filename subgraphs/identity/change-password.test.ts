import { createTestDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { identityOf, openDoor, password } from './door.fixture.ts';
import { changePassword } from './domain/change-password.ts';
import { Passwords } from './domain/passwords.ts';
import { refreshSession } from './domain/refresh-session.ts';
import { signIn } from './domain/sign-in.ts';
import { signOut } from './domain/sign-out.ts';

const database = await createTestDatabase();
const { clock, services, addAccount } = openDoor(database);
const { sql } = database;
const name = 'Mary@example.com';
const newPassword = 'battery staple';

beforeEach(async () => {
  await sql`delete from identity.session`;
  await sql`delete from identity.login_name`;
  await sql`delete from identity.credential`;
  await sql`delete from identity.sign_in_throttle`;
  await sql`truncate identity.audit_entry, identity.sign_in_failure`;
  await addAccount({ kind: 'customer', id: 12, name });
});

const signInWith = (given: string) => signIn(services(), { kind: 'customer', name, password: given });
const begin = async () => {
  const { accessToken = '', refreshToken = '' } = await signInWith(password);
  return { identity: identityOf(accessToken), refreshToken };
};
const works = async (given: string) => (await signInWith(given)).userErrors.length === 0;
const goesOn = async ({ refreshToken }: { refreshToken: string }) =>
  (await refreshSession(services(), refreshToken)).userErrors.length === 0;

test('the new password is good, the old one is not, and the other sessions end', async () => {
  const [mine, other] = [await begin(), await begin()];
  const change = { currentPassword: password, newPassword };
  expect(await changePassword(services({ identity: mine.identity }), change)).toEqual({ userErrors: [] });
  expect([await works(password), await works(newPassword)]).toEqual([false, true]);
  expect([await goesOn(mine), await goesOn(other)]).toEqual([true, false]);
  const entries = await sql`
    select kind, detail from identity.audit_entry where kind not in ('signed_in') order by audit_id`;
  expect([...entries]).toEqual([
    { kind: 'password_changed', detail: {} },
    { kind: 'session_ended', detail: { reason: 'password_changed' } },
  ]);
});

describe('refused, and nothing is changed', () => {
  test.each([
    ['a wrong current password', { currentPassword: 'wrong' }, 'INVALID_CREDENTIALS', 'currentPassword'],
    ['a huge current password', { currentPassword: 'x'.repeat(1_000_000) }, 'INVALID_CREDENTIALS', 'currentPassword'],
    ['a short new password', { newPassword: '1234567' }, 'PASSWORD_UNUSABLE', 'newPassword'],
    ['a huge new password', { newPassword: 'x'.repeat(1_000_000) }, 'PASSWORD_UNUSABLE', 'newPassword'],
    ['a common new password', { newPassword: 'Password123' }, 'PASSWORD_UNUSABLE', 'newPassword'],
    ['the login name', { newPassword: 'MARY@EXAMPLE.COM' }, 'PASSWORD_UNUSABLE', 'newPassword'],
  ])('%s', async (_, wrong, code, field) => {
    const [mine, other] = [await begin(), await begin()];
    const change = { currentPassword: password, newPassword, ...wrong };
    expect((await changePassword(services({ identity: mine.identity }), change)).userErrors).toEqual([
      { code, path: ['input', field], message: expect.any(String) },
    ]);
    expect([await works(password), await goesOn(mine), await goesOn(other)]).toEqual([true, true, true]);
  });

  test('who tries many current passwords has to wait', async () => {
    const { identity } = await begin();
    const codes: unknown[] = [];
    for (let n = 0; n < 6; n += 1) {
      const { userErrors } = await changePassword(services({ identity }), {
        currentPassword: `wrong ${n}`,
        newPassword,
      });
      codes.push(userErrors[0]?.code);
    }
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'INVALID_CREDENTIALS'), 'TOO_MANY_ATTEMPTS']);
    clock.advance(30);
  });

  test('while too many wait, nothing is counted', async () => {
    const { identity } = await begin();
    const busy = services({ identity, passwords: new Passwords({ concurrency: 1, waiting: 0 }) });
    const { userErrors } = await changePassword(busy, { currentPassword: password, newPassword });
    expect(userErrors).toMatchObject([{ code: 'TOO_MANY_ATTEMPTS' }]);
    const [counted] = await sql`select sum(failures)::integer as failures from identity.sign_in_throttle`;
    expect(counted).toEqual({ failures: 0 });
  });
});

describe('a rival, when the current password was found to be right', () => {
  test('that changes the password first has done it', async () => {
    const [mine, other] = [await begin(), await begin()];
    const rival = { currentPassword: password, newPassword: 'rival was here' };
    const change = changePassword(
      services({
        identity: mine.identity,
        async onPoint() {
          expect(await changePassword(services({ identity: other.identity }), rival)).toEqual({ userErrors: [] });
        },
      }),
      { currentPassword: password, newPassword },
    );
    await expect(change).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect([await works('rival was here'), await works(newPassword)]).toEqual([true, false]);
  });

  test.each([
    ['ends the session', (services_: ReturnType<typeof services>) => signOut(services_)],
    ['closes the account', () => sql`update identity.login_name set active = false`],
  ])('that %s keeps it from being changed', async (_, act) => {
    const { identity } = await begin();
    const change = changePassword(
      services({ identity, onPoint: () => Promise.resolve(act(services({ identity }))).then(() => undefined) }),
      { currentPassword: password, newPassword },
    );
    await expect(change).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    await sql`update identity.login_name set active = true`;
    expect([await works(password), await works(newPassword)]).toEqual([true, false]);
  });
});
