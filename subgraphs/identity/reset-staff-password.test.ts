import type { Identity } from '@reelhouse/auth';
import { createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { done, openForgetfulPeople } from './password-links.fixture.ts';

const database = await createTestDatabase();
const { sql } = database;
const { ask, reset } = await openForgetfulPeople(database);

describe('a manager', () => {
  const as = (id: number, scopes: readonly string[] = ['staff', 'manager']): Identity => ({
    ...{ subject: `staff:${id}`, scopes, storeId: 1, expiresAt: 2_000_000_000 },
  });
  const resetStaff = async (staffId: string, identity?: Identity) => {
    const answer = await ask(
      `mutation ($input: ResetStaffPasswordInput!) {
        resetStaffPassword(input: $input) { link { token expiresAt } userErrors { code path } } }`,
      { input: { staffId } },
      identity ? { identity } : {},
    );
    return answer['resetStaffPassword'] as { link: { token: string } | null; userErrors: unknown[] };
  };

  test('gives a member of their store the first password', async () => {
    const { link: given, userErrors } = await resetStaff('2', as(1));
    expect(userErrors).toEqual([]);
    expect(await reset(given!.token, 'my first password')).toEqual(done);
    const answer = await ask(
      'mutation { signInStaff(input: { username: "clerk", password: "my first password" }) { viewer { id } } }',
    );
    expect(answer['signInStaff'].viewer).toEqual({ id: 'staff:2' });
    const [entry] =
      await sql`select principal_id, actor_id from identity.audit_entry where kind = 'password_link_given'`;
    expect(entry).toEqual({ principal_id: 2, actor_id: 1 });
  });

  test.each<[string, string, Identity, string]>([
    ['of another store', '3', as(1), 'NOT_FOUND'],
    ['who has left', '4', as(1), 'NOT_FOUND'],
    ['who never was', '999', as(1), 'NOT_FOUND'],
    ['of no id', 'x', as(1), 'NOT_FOUND'],
    ['who is a manager too', '5', as(1), 'FORBIDDEN'],
    ['who is the manager', '1', as(1), 'FORBIDDEN'],
    ['asked by a clerk', '2', as(2, ['staff']), 'FORBIDDEN'],
    ['asked by a former manager, whose token still says so', '2', as(3), 'FORBIDDEN'],
    ['asked by a closed account', '2', as(4), 'FORBIDDEN'],
    ['asked by a manager without the scope', '2', as(1, ['staff']), 'FORBIDDEN'],
    ['asked by a customer', '2', { subject: 'customer:1', scopes: ['manager'], expiresAt: 2e9 }, 'FORBIDDEN'],
  ])('gives no link of a member %s', async (_, staffId, identity, code) => {
    expect(await resetStaff(staffId, identity)).toEqual({
      link: null,
      userErrors: [{ code, path: ['input', 'staffId'] }],
    });
    expect(await sql`select from identity.password_link`).toHaveLength(0);
  });

  test('has to have signed in', async () => {
    await expect(resetStaff('2')).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});
