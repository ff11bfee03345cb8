import type { Logger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import type { Later } from './domain/later.ts';
import { missingNotifier, printingNotifier, type PasswordResetNotifier } from './domain/password-reset-notifier.ts';
import { requestPasswordReset, type PasswordResetRequest } from './domain/request-password-reset.ts';
import { done, invalidLink, openForgetfulPeople } from './password-links.fixture.ts';

const database = await createTestDatabase();
const { sql } = database;
const { clock, resets, notices, request, link, reset, kinds } = await openForgetfulPeople(database);

describe('the request of a link', () => {
  test.each<[string, PasswordResetRequest]>([
    ['of nobody', { email: 'nobody@example.com' }],
    ['of what is no name', { email: 'nonsense' }],
    ['of a closed account', { email: 'closed@example.com' }],
    ['of a closed account of staff', { username: 'former' }],
    ['of a customer as staff', { username: 'ann@example.com' }],
  ])('%s is answered like any other, and nothing is sent', async (_, input) => {
    expect(await request(input)).toEqual(done);
    expect(notices).toEqual([]);
    expect(await sql`select from identity.password_link`).toHaveLength(0);
    expect(await kinds()).toEqual(['password_reset_requested']);
  });

  test('is answered before it is known whose it is', async () => {
    let began = false;
    const held = {
      begin: () => {
        began = true;
      },
      settled: async () => undefined,
    } as unknown as Later;
    const answer = await requestPasswordReset({ ...resets(), later: held }, { email: 'ann@example.com' });
    expect(answer).toEqual(done);
    expect(began).toBe(true);
    expect(notices).toEqual([]);
  });

  test.each<[string, PasswordResetRequest, object]>([
    ['a customer', { email: 'ANN@example.com ' }, { kind: 'customer', id: 1 }],
    ['a member of the staff', { username: 'Clerk' }, { kind: 'staff', id: 2 }],
  ])('of %s sends one, of which only the hash is kept', async (_, input, principal) => {
    expect(await request(input)).toEqual(done);
    expect(notices).toMatchObject([{ principal, expiresAt: new Date(clock.now().getTime() + 30 * 60_000) }]);
    expect(notices[0]!.token).toMatch(/^[\w-]{43}$/);
    const rows = await sql<{ text: string }[]>`select l::text as text from identity.password_link l`;
    expect(rows).toHaveLength(1);
    expect(rows[0]!.text).not.toContain(notices[0]!.token);
  });

  test.each<[PasswordResetRequest]>([[{}], [{ email: 'ann@example.com', username: 'boss' }]])(
    'with %j is refused',
    async (input) => {
      await expect(request(input)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'input' } });
    },
  );

  test('again within a minute sends nothing, and after it makes the older link worthless', async () => {
    const first = await link();
    clock.advance(59);
    await request({ email: 'ann@example.com' });
    expect(notices).toHaveLength(1);
    clock.advance(1);
    const second = await link();
    expect(notices).toHaveLength(2);
    expect(await reset(first)).toEqual(invalidLink);
    expect(await reset(second)).toEqual(done);
  });

  test('has to wait after 50 from one address', async () => {
    for (let attempt = 0; attempt < 50; attempt += 1) expect(await request({ username: 'x' })).toEqual(done);
    const refused = await request({ email: 'ann@example.com' });
    expect(refused.userErrors).toMatchObject([{ code: 'TOO_MANY_ATTEMPTS' }]);
    expect(notices).toEqual([]);
  });

  test('is a warning where nobody said how links are sent, without the token', async () => {
    const warnings: unknown[][] = [];
    const warning = { warn: (...said: unknown[]) => void warnings.push(said) } as unknown as Logger;
    await request({ email: 'ann@example.com' }, missingNotifier(warning));
    expect(warnings).toEqual([[{ kind: 'customer', id: 1 }, expect.any(String)]]);
  });

  test('prints the link in development', async () => {
    const lines: string[] = [];
    await request(
      { email: 'ann@example.com' },
      printingNotifier((line) => void lines.push(line)),
    );
    const [, token = ''] = /token: "([\w-]{43})"/.exec(lines[0] ?? '') ?? [];
    expect(await reset(token)).toEqual(done);
  });

  test('whose link cannot be sent is answered all the same, and the error is logged by its class alone', async () => {
    const errors: unknown[] = [];
    const telling = { error: (fields: unknown) => void errors.push(fields) } as unknown as Logger;
    const failing: PasswordResetNotifier = { send: ({ token }) => Promise.reject(new TypeError(token)) };
    const services = { ...resets(failing), log: telling };
    expect(await requestPasswordReset(services, { email: 'ann@example.com' })).toEqual(done);
    await services.later.settled();
    expect(errors).toEqual([{ error: 'TypeError' }]);
  });
});
