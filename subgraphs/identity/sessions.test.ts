import type { Identity } from '@reelhouse/auth';
import { createTestDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { identityOf, openDoor, password } from './door.fixture.ts';
import { endSessionsOf } from './domain/end-sessions.ts';
import { refreshSession } from './domain/refresh-session.ts';
import { signIn } from './domain/sign-in.ts';

const database = await createTestDatabase();
const { clock, services, ask, execute, addAccount } = openDoor(database);
const { sql } = database;
const identitySql = database.connectAs('identity');

await addAccount({ kind: 'customer', id: 12, name: 'mary@example.com' });
await addAccount({ kind: 'staff', id: 12, name: 'hanna' });

beforeEach(async () => {
  clock.advance(60);
  await sql`delete from identity.session`;
  await sql`delete from identity.outbox`;
  await sql`truncate identity.audit_entry`;
});

const claims = {
  customer: { kind: 'customer', name: 'mary@example.com', password },
  staff: { kind: 'staff', name: 'hanna', password },
} as const;
const begin = async (kind: 'customer' | 'staff' = 'customer', clientAddress = '203.0.113.7') => {
  const { accessToken = '', refreshToken = '' } = await signIn(services({ clientAddress }), claims[kind]);
  const identity = identityOf(accessToken);
  return { identity, id: identity.sessionId!, refreshToken };
};
const goesOn = async ({ refreshToken }: { refreshToken: string }) =>
  (await refreshSession(services(), refreshToken)).userErrors.length === 0;
const send = async (mutation: string, identity: Identity | undefined, input?: Record<string, unknown>) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const operation = input
    ? `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code path } } }`
    : `mutation { ${mutation} { userErrors { code path } } }`;
  const data = await ask(operation, input && { input }, { identity });
  return data[mutation].userErrors as unknown[];
};
const events = async () =>
  (await sql`select payload from identity.outbox where subject = 'identity.session.ended' order by outbox_id`).map(
    ({ payload }) => payload as { sessionId: string; reason: string },
  );

describe('the viewer', () => {
  const viewer = `{ viewer {
    id kind scopes storeId customer { id } staff { id } session { id createdAt expiresAt clientAddress }
    sessions { id createdAt lastUsedAt clientAddress }
  } }`;

  test('is nobody without a token', async () => {
    expect(await ask(viewer)).toEqual({ viewer: null });
  });

  test('sees what was signed in with', async () => {
    const signIn = `mutation { signInCustomer(input: { email: "mary@example.com", password: "${password}" }) {
      viewer { session { userAgent } sessions { userAgent } }
    } }`;
    const signedInWith = async (userAgent: string | undefined): Promise<unknown> =>
      (await ask(signIn, undefined, { userAgent })).signInCustomer;
    expect(await signedInWith('Reelhouse/1.0')).toMatchObject({
      viewer: { session: { userAgent: 'Reelhouse/1.0' }, sessions: [{ userAgent: 'Reelhouse/1.0' }] },
    });
    expect(await signedInWith(undefined)).toMatchObject({ viewer: { session: { userAgent: null } } });
    expect(await signedInWith('')).toMatchObject({ viewer: { session: { userAgent: null } } });
    expect(await signedInWith('x'.repeat(300))).toMatchObject({
      viewer: { session: { userAgent: 'x'.repeat(200) } },
    });
  });

  test('is a customer with their sessions, the newest first', async () => {
    const first = await begin('customer', '198.51.100.1');
    await begin('staff');
    const began = clock.now();
    clock.advance(60);
    const second = await begin();
    const at = clock.now();
    const answer = await ask(viewer, undefined, { identity: second.identity });
    expect(answer).toEqual({
      viewer: {
        ...{ id: 'customer:12', kind: 'CUSTOMER', scopes: ['customer'], storeId: null },
        ...{ customer: { id: '12' }, staff: null },
        session: {
          ...{ id: second.id, createdAt: at.toISOString(), clientAddress: '203.0.113.7' },
          expiresAt: new Date(at.getTime() + 7 * 24 * 3600_000).toISOString(),
        },
        sessions: [
          { id: second.id, createdAt: at.toISOString(), lastUsedAt: at.toISOString(), clientAddress: '203.0.113.7' },
          {
            id: first.id,
            createdAt: began.toISOString(),
            lastUsedAt: began.toISOString(),
            clientAddress: '198.51.100.1',
          },
        ],
      },
    });
  });

  test('is a member of the staff', async () => {
    const { identity } = await begin('staff');
    const { viewer: answer } = await ask(viewer, undefined, { identity });
    expect(answer).toMatchObject({ id: 'staff:12', kind: 'STAFF', storeId: '1', customer: null, staff: { id: '12' } });
  });

  test('whose session has ended has none', async () => {
    const { identity } = await begin();
    await send('signOut', identity);
    expect((await ask(viewer, undefined, { identity })).viewer).toMatchObject({ session: null, sessions: [] });
  });

  test('who is nobody of the chain is shown as such', async () => {
    const identity = { subject: 'service:reports', scopes: ['report'], expiresAt: 0 };
    expect((await ask(viewer, undefined, { identity })).viewer).toEqual({
      ...{ id: 'service:reports', kind: null, scopes: ['report'], storeId: null, customer: null, staff: null },
      ...{ session: null, sessions: [] },
    });
  });

  test('is shown 100 sessions at most', async () => {
    const { identity } = await begin();
    await sql`
      insert into identity.session (session_id, principal_kind, principal_id, created_at, last_used_at, expires_at)
      select gen_random_uuid(), 'customer', 12, at, at, at + interval '1 day'
      from (select ${clock.now()}::timestamptz - n * interval '1 second' as at from generate_series(1, 150) n) g`;
    expect((await ask('{ viewer { sessions { id } } }', undefined, { identity })).viewer.sessions).toHaveLength(100);
  });
});

describe('who has not signed in', () => {
  const input = { currentPassword: password, newPassword: 'battery staple' };
  test.each([
    ['mutation { signOut { userErrors { code } } }'],
    ['mutation { signOutEverywhere { userErrors { code } } }'],
    ['mutation { endSession(input: { sessionId: "x" }) { userErrors { code } } }'],
    [
      `mutation { changePassword(input: { currentPassword: "${input.currentPassword}", newPassword: "battery staple" })
        { userErrors { code } } }`,
    ],
  ])('%s', async (operation) => {
    for (const identity of [undefined, { subject: 'service:reports', scopes: [], expiresAt: 0 }]) {
      const { errors } = await execute(operation, undefined, { identity });
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
    }
  });
});

describe('ending sessions', () => {
  test('signing out ends the session of the call, once', async () => {
    const [mine, other] = [await begin(), await begin()];
    expect(await send('signOut', mine.identity)).toEqual([]);
    expect(await send('signOut', mine.identity)).toEqual([]);
    expect([await goesOn(mine), await goesOn(other)]).toEqual([false, true]);
    expect(await events()).toEqual([
      { sessionId: mine.id, subject: 'customer:12', endedAt: clock.now().toISOString(), reason: 'signed_out' },
    ]);
    const [entry] = await sql`
      select principal_id as id, session_id as session, client_address as address, detail
      from identity.audit_entry where kind = 'session_ended'`;
    expect(entry).toEqual({ id: 12, session: mine.id, address: '203.0.113.7', detail: { reason: 'signed_out' } });
  });

  test('signing out everywhere ends all of one’s own, and nobody else’s', async () => {
    const [mine, other, staff] = [await begin(), await begin(), await begin('staff')];
    expect(await send('signOutEverywhere', mine.identity)).toEqual([]);
    expect([await goesOn(mine), await goesOn(other), await goesOn(staff)]).toEqual([false, false, true]);
    expect((await events()).map(({ sessionId }) => sessionId).sort()).toEqual([mine.id, other.id].sort());
  });

  test('another session of one’s own', async () => {
    const [mine, other] = [await begin(), await begin()];
    expect(await send('endSession', mine.identity, { sessionId: other.id })).toEqual([]);
    expect([await goesOn(mine), await goesOn(other)]).toEqual([true, false]);
    expect(await events()).toMatchObject([{ sessionId: other.id, reason: 'ended_by_owner' }]);
  });

  test('a session that is somebody else’s, is over, or is none', async () => {
    const [mine, over, staff] = [await begin(), await begin(), await begin('staff')];
    await send('signOut', over.identity);
    for (const sessionId of [staff.id, over.id, 'x', '5f0c3a52-0f43-4a3e-9c3e-0d3c0b1f7a10', '']) {
      expect(await send('endSession', mine.identity, { sessionId })).toEqual([
        { code: 'SESSION_NOT_FOUND', path: ['input', 'sessionId'] },
      ]);
    }
    expect(await goesOn(staff)).toBe(true);
  });

  test('those of an account that is closed, by whoever closes it', async () => {
    const sessions = [await begin(), await begin()];
    const ended = await identitySql.begin((tx) =>
      endSessionsOf(
        tx,
        { kind: 'customer', id: 12 },
        { reason: 'deactivated', at: clock.now(), actor: { kind: 'staff', id: 12 } },
      ),
    );
    expect(ended).toBe(2);
    for (const session of sessions) expect(await goesOn(session)).toBe(false);
    const entries = await sql`select actor_id from identity.audit_entry where kind = 'session_ended'`;
    expect([...entries]).toEqual([{ actor_id: 12 }, { actor_id: 12 }]);
  });

  test('and none of it if the change is rolled back', async () => {
    const session = await begin();
    const change = identitySql.begin(async (tx) => {
      await endSessionsOf(tx, { kind: 'customer', id: 12 }, { reason: 'deactivated', at: clock.now() });
      throw new Error('no');
    });
    await expect(change).rejects.toThrow('no');
    expect([await goesOn(session), await events()]).toEqual([true, []]);
  });
});

test('gateways are told what ended in the last 20 minutes, or since they asked', async () => {
  const operation = 'query ($since: DateTime!) { endedSessions(since: $since) { sessionId endedAt } }';
  const told = async (secondsAgo: number) => {
    const since = new Date(clock.now().getTime() - secondsAgo * 1000).toISOString();
    return (await ask(operation, { since })).endedSessions as unknown[];
  };
  const [first, second] = [await begin(), await begin()];
  await send('signOut', first.identity);
  const firstEnd = { sessionId: first.id, endedAt: clock.now().toISOString() };
  clock.advance(600);
  await send('signOut', second.identity);
  const secondEnd = { sessionId: second.id, endedAt: clock.now().toISOString() };
  clock.advance(1);
  expect(await told(3600)).toEqual([firstEnd, secondEnd]);
  expect(await told(60)).toEqual([secondEnd]);
  clock.advance(600);
  expect(await told(3600)).toEqual([secondEnd]);
  clock.advance(600);
  expect(await told(3600)).toEqual([]);
});
