import { createHash } from 'node:crypto';
import { createTestDatabase } from '@reelhouse/test-database';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { identityOf, openDoor, password } from './door.fixture.ts';
import { refreshRetryWindow, refreshTokenLifetime } from './domain/refresh-token.ts';
import { refreshSession } from './domain/refresh-session.ts';
import { signIn } from './domain/sign-in.ts';
import { signOut } from './domain/sign-out.ts';

const database = await createTestDatabase();
const { clock, services, ask, addAccount } = openDoor(database);
const { sql } = database;

await addAccount({ kind: 'staff', id: 3, name: 'hanna', manager: true });

beforeEach(async () => {
  clock.advance(60);
  await sql`delete from identity.session`;
  await sql`delete from identity.outbox`;
  await sql`truncate identity.audit_entry`;
});

const begin = async () => {
  const { accessToken = '', refreshToken = '' } = await signIn(services(), { kind: 'staff', name: 'hanna', password });
  return { refreshToken, sessionId: identityOf(accessToken).sessionId!, identity: identityOf(accessToken) };
};
const refresh = (token: string) => refreshSession(services(), token);
/** The next token, or why there is none. */
const next = async (token: string) => {
  const { refreshToken, userErrors } = await refresh(token);
  return refreshToken ?? userErrors[0]?.code ?? '';
};
const invalid = 'REFRESH_TOKEN_INVALID';
const endOf = async (sessionId: string) => {
  const [row] = await sql`select end_reason as reason from identity.session where session_id = ${sessionId}`;
  return row?.['reason'] as string | null;
};
const told = () => sql`select subject, payload from identity.outbox order by outbox_id`;

test('a refresh token is exchanged for the next one, and an access token of the same session', async () => {
  const { refreshToken, sessionId } = await begin();
  clock.advance(60 * 60);
  const operation = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
    accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt
    viewer { id scopes session { id lastUsedAt expiresAt } } userErrors { code }
  } }`;
  const { refreshSession: answer } = await ask(operation, { input: { refreshToken } });
  const at = clock.now();
  const expiresAt = new Date(at.getTime() + refreshTokenLifetime * 1000).toISOString();
  expect(answer).toMatchObject({
    accessTokenExpiresAt: new Date(at.getTime() + 15 * 60_000).toISOString(),
    refreshTokenExpiresAt: expiresAt,
    viewer: {
      ...{ id: 'staff:3', scopes: ['staff', 'manager'] },
      session: { id: sessionId, lastUsedAt: at.toISOString(), expiresAt },
    },
    userErrors: [],
  });
  expect(identityOf(answer.accessToken).sessionId).toBe(sessionId);
  expect(answer.refreshToken).toMatch(/^[\w-]{43}$/);
  expect(answer.refreshToken).not.toBe(refreshToken);
});

test('a session goes on as long as it is refreshed in time, and no longer', async () => {
  let { refreshToken: token } = await begin();
  for (let week = 0; week < 5; week += 1) {
    clock.advance(refreshTokenLifetime - 1);
    token = await next(token);
    expect(token).toMatch(/^[\w-]{43}$/);
  }
  clock.advance(refreshTokenLifetime);
  expect(await next(token)).toBe(invalid);
});

describe('a token that is no refresh token is refused', () => {
  test.each(['', 'x', 'x'.repeat(43), 'x'.repeat(1_000_000), '\0'.repeat(43), 'é'.repeat(43)])(
    '%.43j',
    async (token) => {
      expect(await refresh(token)).toEqual({
        userErrors: [{ code: invalid, path: ['input', 'refreshToken'], message: expect.any(String) }],
      });
    },
  );
});

describe('the same token again', () => {
  test('within 10 seconds is answered the same successor, which is stored nowhere', async () => {
    const { refreshToken, sessionId } = await begin();
    const first = await refresh(refreshToken);
    clock.advance(refreshRetryWindow);
    const again = await refresh(refreshToken);
    expect([again.refreshToken, again.refreshTokenExpiresAt]).toEqual([
      first.refreshToken,
      first.refreshTokenExpiresAt,
    ]);
    expect(await endOf(sessionId)).toBeNull();
    const rows = await sql<{ text: string }[]>`
      select t::text || encode(token_hash, 'base64') || coalesce(encode(successor_salt, 'base64'), '') as text
      from identity.refresh_token t`;
    const stored = rows.map(({ text }) => text).join(' ');
    const hex = Buffer.from(first.refreshToken!, 'base64url').toString('hex');
    for (const secret of [first.refreshToken!, refreshToken, hex]) expect(stored).not.toContain(secret);
    expect(await next(first.refreshToken!)).toMatch(/^[\w-]{43}$/);
  });

  test('after 10 seconds ends the session, and is told and put on record', async () => {
    const { refreshToken, sessionId } = await begin();
    const successor = await next(refreshToken);
    clock.advance(refreshRetryWindow + 1);
    expect(await next(refreshToken)).toBe(invalid);
    expect(await endOf(sessionId)).toBe('token_reused');
    expect(await next(successor)).toBe(invalid);
    const endedAt = clock.now().toISOString();
    expect([...(await told())]).toEqual([
      {
        subject: 'identity.session.ended',
        payload: { sessionId, subject: 'staff:3', endedAt, reason: 'token_reused' },
      },
    ]);
    const [entry] = await sql`
      select session_id, detail from identity.audit_entry where kind = 'session_ended'`;
    expect(entry).toEqual({ session_id: sessionId, detail: { reason: 'token_reused' } });
  });

  test('when its successor was used ends the session at once', async () => {
    const { refreshToken, sessionId } = await begin();
    await next(await next(refreshToken));
    expect(await next(refreshToken)).toBe(invalid);
    expect(await endOf(sessionId)).toBe('token_reused');
  });

  test('of long ago ends the session too, and the other sessions go on', async () => {
    const { refreshToken, sessionId } = await begin();
    const other = await begin();
    let token = refreshToken;
    for (let day = 0; day < 6; day += 1) {
      token = await next(token);
      clock.advance(24 * 60 * 60);
    }
    expect(await next(refreshToken)).toBe(invalid);
    expect([await endOf(sessionId), await endOf(other.sessionId)]).toEqual(['token_reused', null]);
  });

  test('is told once, however often it comes', async () => {
    const { refreshToken } = await begin();
    await next(refreshToken);
    clock.advance(refreshRetryWindow + 1);
    await Promise.all(Array.from({ length: 5 }, () => next(refreshToken)));
    expect(await told()).toHaveLength(1);
  });
});

describe('clients that race with the same token', () => {
  test('get the same successor', async () => {
    const { refreshToken, sessionId } = await begin();
    const answers = await Promise.all(Array.from({ length: 6 }, () => next(refreshToken)));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^[\w-]{43}$/);
    expect(await endOf(sessionId)).toBeNull();
    const [usable] = await sql`
      select count(*)::integer as count from identity.refresh_token where session_id = ${sessionId} and used_at is null`;
    expect(usable).toEqual({ count: 1 });
  });

  test('wait for each other', async () => {
    const { refreshToken } = await begin();
    let rival: Promise<string> | undefined;
    const { refreshToken: first } = await refreshSession(
      services({
        async onPoint() {
          rival ??= next(refreshToken);
          // Until the rival waits for the row.
          for (let waiting = 0; waiting === 0;) {
            const [row] = await sql`
              select count(*)::integer as waiting from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`;
            waiting = row!['waiting'] as number;
          }
        },
      }),
      refreshToken,
    );
    expect(await rival).toBe(first);
  });

  test('one of whom comes late ends the session', async () => {
    const { refreshToken, sessionId } = await begin();
    const thief = await next(refreshToken);
    clock.advance(60);
    expect(await next(refreshToken)).toBe(invalid);
    expect(await next(thief)).toBe(invalid);
    expect(await endOf(sessionId)).toBe('token_reused');
  });
});

describe('what changed meanwhile is heard', () => {
  test('a session that was ended is not refreshed, and keeps its reason', async () => {
    const { refreshToken, identity, sessionId } = await begin();
    await signOut(services({ identity }));
    expect(await next(refreshToken)).toBe(invalid);
    expect(await endOf(sessionId)).toBe('signed_out');
  });

  test('a session that is ended while its token is exchanged gives none any more', async () => {
    const { refreshToken, identity } = await begin();
    let ending: Promise<unknown> | undefined;
    const first = await refreshSession(
      services({ onPoint: () => void (ending = signOut(services({ identity }))) }),
      refreshToken,
    );
    await ending;
    expect(await next(first.refreshToken!)).toBe(invalid);
    expect(await next(refreshToken)).toBe(invalid);
  });

  test('an account that was closed', async () => {
    const { refreshToken } = await begin();
    await sql`update identity.login_name set active = false where principal_id = 3`;
    expect(await next(refreshToken)).toBe(invalid);
    await sql`update identity.login_name set active = true where principal_id = 3`;
  });

  test('a new role and a new store', async () => {
    const { refreshToken } = await begin();
    await sql`update identity.login_name set manager = false, store_id = 2 where principal_id = 3`;
    const { viewer } = await refresh(refreshToken);
    expect(viewer).toMatchObject({ scopes: ['staff'], storeId: 2 });
    await sql`update identity.login_name set manager = true, store_id = 1 where principal_id = 3`;
  });
});

test('the hash of a token opens nothing', async () => {
  const { refreshToken } = await begin();
  expect(await next(createHash('sha256').update(refreshToken).digest('base64url'))).toBe(invalid);
});

test('whatever is sent in whatever order, one token at most can be used, and a session that ended stays so', async () => {
  const step = fc.record({ back: fc.nat({ max: 3 }), seconds: fc.constantFrom(0, 5, 10, 11, 3600) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { refreshToken, sessionId } = await begin();
      const tokens = [refreshToken];
      let exchangedAt = -Infinity;
      let over = false;
      for (const { back, seconds } of steps) {
        clock.advance(seconds);
        const place = Math.max(0, tokens.length - 1 - back);
        const answer = await next(tokens[place]!);
        const now = clock.now().getTime();
        const isNewest = place === tokens.length - 1;
        const isRetry = place === tokens.length - 2 && now - exchangedAt <= refreshRetryWindow * 1000;
        if (over || !(isNewest || isRetry)) {
          expect(answer).toBe(invalid);
          over = true;
        } else if (isNewest) {
          expect(tokens).not.toContain(answer);
          tokens.push(answer);
          exchangedAt = now;
        } else {
          expect(answer).toBe(tokens.at(-1));
        }
        expect((await endOf(sessionId)) !== null).toBe(over);
      }
    }),
    { numRuns: 40 },
  );
});
