import type { Identity } from '@reelhouse/auth';
import { createTestDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '@reelhouse/logging';
import { openDoor, password } from './door.fixture.ts';
import { Later } from './domain/later.ts';
import {
  missingNotifier,
  printingNotifier,
  type PasswordResetNotice,
  type PasswordResetNotifier,
} from './domain/password-reset-notifier.ts';
import { requestPasswordReset, type PasswordResetRequest } from './domain/request-password-reset.ts';
import { resetPassword } from './domain/reset-password.ts';

const database = await createTestDatabase();
const { sql } = database;
const door = openDoor(database);
const { clock, services, ask } = door;
const log = createLogger({ name: 'test', level: 'silent' });
const later = new Later();
let notices: PasswordResetNotice[] = [];
const collecting: PasswordResetNotifier = { send: async (notice) => void notices.push(notice) };

await door.addAccount({ kind: 'customer', id: 1, name: 'ann@example.com' });
await door.addAccount({ kind: 'customer', id: 2, name: 'closed@example.com', active: false });
await door.addAccount({ kind: 'staff', id: 1, name: 'boss', manager: true });
await door.addAccount({ kind: 'staff', id: 2, name: 'clerk', password: null });
await door.addAccount({ kind: 'staff', id: 3, name: 'elsewhere' });
await door.addAccount({ kind: 'staff', id: 4, name: 'former', active: false });
await door.addAccount({ kind: 'staff', id: 5, name: 'other.boss', manager: true });
await sql`update identity.login_name set store_id = 2 where principal_kind = 'staff' and principal_id = 3`;

beforeEach(async () => {
  notices = [];
  clock.advance(3600);
  await sql`truncate identity.password_link, identity.sign_in_throttle, identity.audit_entry`;
});
afterEach(() => later.settled());

async function request(input: PasswordResetRequest, notifier = collecting) {
  const answer = await requestPasswordReset({ ...services(), notifier, later, log }, input);
  await later.settled();
  return answer;
}
async function link(): Promise<string> {
  await request({ email: 'ann@example.com' });
  return notices.at(-1)!.token;
}
const reset = (token: string, newPassword = 'something new') => resetPassword(services(), { token, newPassword });
const done = { userErrors: [] };
const invalid = { userErrors: [expect.objectContaining({ code: 'LINK_INVALID', path: ['input', 'token'] })] };
const kinds = async () =>
  (await sql<{ kind: string }[]>`select kind from identity.audit_entry order by audit_id`).map(({ kind }) => kind);
const mutation =
  'mutation ($email: String!, $password: String!) { signInCustomer(input: { email: $email, password: $password }) { userErrors { code } } }';
const signIn = async (given: string) => {
  const answer = await ask(mutation, { email: 'ann@example.com', password: given });
  return answer['signInCustomer'].userErrors as unknown[];
};

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
    const answer = await requestPasswordReset(
      { ...services(), notifier: collecting, later: held, log },
      { email: 'ann@example.com' },
    );
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
    expect(await reset(first)).toEqual(invalid);
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
    const warning = { warn: (...said: unknown[]) => void warnings.push(said) } as unknown as typeof log;
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
    const telling = { ...log, error: (fields: unknown) => void errors.push(fields) } as unknown as typeof log;
    const failing: PasswordResetNotifier = { send: ({ token }) => Promise.reject(new TypeError(token)) };
    const input = { email: 'ann@example.com' };
    expect(await requestPasswordReset({ ...services(), notifier: failing, later, log: telling }, input)).toEqual(done);
    await later.settled();
    expect(errors).toEqual([{ error: 'TypeError' }]);
  });
});

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
    expect(await reset(token)).toEqual(invalid);
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
    expect(answer).toEqual(invalid);
    expect(await signIn('the rival was faster')).toEqual([]);
  });

  test('is not set after 30 minutes', async () => {
    const token = await link();
    clock.advance(30 * 60);
    expect(await reset(token)).toEqual(invalid);
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
    expect(answer).toEqual(invalid);
    expect(await reset(token)).toEqual(invalid);
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
      const before = door.runs.length;
      expect(await reset(token)).toEqual(invalid);
      expect(door.runs.length).toBe(before);
    },
  );
});

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

describe('how somebody signs in', () => {
  const login =
    '{ ... on Customer { login { loginName hasPassword lastSignInAt } } ... on Staff { login { loginName hasPassword lastSignInAt } } }';
  const entities = async (representations: readonly object[]) => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) ${login} }`;
    return (await ask(query, { r: representations }))['_entities'] as unknown[];
  };

  test('is known of customers and staff, in the order that was asked, and null of others', async () => {
    expect(await signIn(password).then(() => reset('x'))).toEqual(invalid);
    const answer = await entities([
      { __typename: 'Staff', id: '2' },
      { __typename: 'Customer', id: '999' },
      { __typename: 'Customer', id: '1' },
      { __typename: 'Staff', id: '1' },
      { __typename: 'Customer', id: 'x' },
      { __typename: 'Customer', id: '2' },
    ]);
    expect(answer).toMatchObject([
      { login: { loginName: 'clerk' } },
      { login: null },
      { login: { loginName: 'ann@example.com', hasPassword: true } },
      { login: { loginName: 'boss', hasPassword: true, lastSignInAt: null } },
      null,
      { login: { loginName: 'closed@example.com' } },
    ]);
  });

  test('says when it last was', async () => {
    const token = await link();
    await reset(token, 'known for certain');
    clock.advance(60);
    await signIn('known for certain');
    clock.advance(60);
    const at = clock.now().toISOString();
    await signIn('known for certain');
    clock.advance(60);
    await signIn('wrong');
    expect(await entities([{ __typename: 'Customer', id: '1' }])).toMatchObject([{ login: { lastSignInAt: at } }]);
  });

  test('takes one statement, for a hundred as for one', async () => {
    const statements: string[] = [];
    const { identitySubgraph } = await import('./subgraph.ts');
    const { openSubgraph } = await import('@reelhouse/subgraph');
    const { graphql } = await import('graphql');
    const subgraph = openSubgraph(identitySubgraph, {
      ...{ databaseUrl: database.urlOf('identity'), clock, connections: 1 },
      onStatement: (text) => void statements.push(text),
    });
    const { data } = await graphql({
      schema: subgraph.schema,
      source: `query ($r: [_Any!]!) { _entities(representations: $r) ${login} }`,
      variableValues: {
        r: Array.from({ length: 100 }, (_, index) => ({ __typename: 'Customer', id: String(100 - index) })),
      },
      contextValue: subgraph.contextFor({ requestId: 'test', log }),
    });
    await subgraph.close();
    const found = JSON.parse(JSON.stringify(data)) as { _entities: ({ login: { loginName: string } | null } | null)[] };
    expect(found._entities).toHaveLength(100);
    expect(found._entities[99]?.login?.loginName).toBe('ann@example.com');
    expect(found._entities[98]?.login?.loginName).toBe('closed@example.com');
    expect(statements).toHaveLength(1);
  });
});
