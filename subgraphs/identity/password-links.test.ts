import { createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { resetPassword } from './domain/reset-password.ts';
import { done, invalidLink, openForgetfulPeople } from './password-links.fixture.ts';

const database = await createTestDatabase();
const { sql } = database;
const { clock, runs, services, link, reset, signIn, kinds } = await openForgetfulPeople(database);

describe('a password that is set by a link', () => {
  test('can be signed in with, and every session has ended', async () => {
    await sql`delete from identity.session`;
    const token = await link();
    await reset(await link().catch(() => token), 'before the sessions');
    clock.advance(120);
    expect(await signIn('before the sessions')).toEqual([]);
    const next = await link();
    expect(await reset(next, 'after the sessions')).toEqual(done);
    const ended = await sql`select end_reason from identity.session where principal_kind = 'customer'`;
    expect([...ended]).toEqual([{ end_reason: 'password_reset' }]);
    const told = await sql`select from identity.outbox where subject = 'identity.session.ended'`;
    expect(told.length).toBeGreaterThan(0);
    expect(await signIn('before the sessions')).toEqual([{ code: 'INVALID_CREDENTIALS' }]);
    expect(await signIn('after the sessions')).toEqual([]);
    expect(await kinds()).toEqual(
      expect.arrayContaining(['password_reset_requested', 'password_reset', 'session_ended']),
    );
  });

  test('is set once', async () => {
    const token = await link();
    expect(await reset(token)).toEqual(done);
    expect(await reset(token)).toEqual(invalidLink);
  });

  test('is set by one of two who use the link at once', async () => {
    const token = await link();
    let rival: unknown;
    const answer = await resetPassword(
      services({
        onPoint: async (point) => {
          if (point === 'verified') rival = await reset(token, 'the rival was faster');
        },
      }),
      { token, newPassword: 'too late for this' },
    );
    expect(rival).toEqual(done);
    expect(answer).toEqual(invalidLink);
    expect(await signIn('the rival was faster')).toEqual([]);
  });

  test('is not set after 30 minutes', async () => {
    const token = await link();
    clock.advance(30 * 60);
    expect(await reset(token)).toEqual(invalidLink);
  });

  test('is not set once the account is closed', async () => {
    const token = await link();
    const close = (active: boolean) =>
      sql`update identity.login_name set active = ${active} where principal_kind = 'customer' and principal_id = 1`;
    const answer = await resetPassword(
      services({
        onPoint: async () => {
          await close(false);
        },
      }),
      {
        token,
        newPassword: 'something new',
      },
    );
    expect(answer).toEqual(invalidLink);
    expect(await reset(token)).toEqual(invalidLink);
    await close(true);
    expect(await reset(token)).toEqual(done);
  });

  test('has to be a good one, and a refused one costs no link', async () => {
    const token = await link();
    for (const bad of ['short', 'ann@example.com', 'password1', 'x'.repeat(1 << 20)]) {
      expect((await reset(token, bad)).userErrors).toMatchObject([
        { code: 'PASSWORD_UNUSABLE', path: ['input', 'newPassword'] },
      ]);
    }
    expect(await reset(token)).toEqual(done);
  });

  test.each([[''], ['x'], ['A'.repeat(43)], ['A'.repeat(44)], ['é'.repeat(43)], ['x'.repeat(1 << 20)]])(
    'is not set by a token that was never given out, and nothing is hashed for it: %#',
    async (token) => {
      const before = runs.length;
      expect(await reset(token)).toEqual(invalidLink);
      expect(runs.length).toBe(before);
    },
  );
});
