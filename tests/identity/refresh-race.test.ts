import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, expect, test } from 'vitest';
import { openSignInHouse } from './open-house.fixture.ts';
import { readSampleLogins, refresh, signIn, untilAccountsAreKnown, type SignedIn } from './sign-in.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

const database = await createSampleDatabase();
const writes = await watchWrites(database, ['identity.consumer_position']);
// Two processes would not know more of each other than these do.
const [first, second] = [await openSignInHouse(database), await openSignInHouse(database)];

let signedIn: SignedIn;
beforeAll(() => untilAccountsAreKnown(database, writes));

async function signInAnew(): Promise<void> {
  signedIn = await signIn(first, (await readSampleLogins(database)).customer);
}

/** Every client asks at once, half of them at either house. */
function race(refreshToken: string, clients: number) {
  return Promise.all(
    Array.from({ length: clients }, (_, client) => refresh(client % 2 === 0 ? first : second, refreshToken)),
  );
}

const errorsOf = (answers: readonly Record<string, unknown>[]) =>
  answers.flatMap(({ userErrors }) => userErrors as unknown[]);

test.each([2, 20])(
  '%i clients refresh one token at once: all get the same next one, and the session goes on',
  async (clients) => {
    await signInAnew();
    const answers = await race(signedIn.refreshToken, clients);
    const refreshTokens = new Set(answers.map((answer) => String(answer['refreshToken'])));
    expect(errorsOf(answers)).toEqual([]);
    expect(refreshTokens.size).toBe(1);
    for (const { accessToken } of answers) {
      expect((await second.send('{ viewer { session { id } } }', { token: accessToken })).data).toEqual({
        viewer: { session: { id: signedIn.viewer.session.id } },
      });
    }
    const [next = ''] = refreshTokens;
    const [{ n }] = (await database.sql`
    select count(*)::int as n from identity.refresh_token
    where session_id = ${signedIn.viewer.session.id} and used_at is null`) as unknown as [{ n: number }];
    expect(n).toBe(1);
    expect(await refresh(first, next)).toMatchObject({ userErrors: [] });
  },
);

test('a thief and the owner: whoever comes second with an old token ends the session for both', async () => {
  await signInAnew();
  const stolen = signedIn.refreshToken;
  const owner = await refresh(first, stolen);
  const later = await refresh(first, owner['refreshToken']);
  expect(later).toMatchObject({ userErrors: [] });
  const refused = { accessToken: null, refreshToken: null, userErrors: [{ code: 'REFRESH_TOKEN_INVALID' }] };
  expect(await refresh(second, stolen)).toMatchObject(refused);
  for (const token of [stolen, owner['refreshToken'], later['refreshToken']]) {
    expect(await refresh(first, token)).toMatchObject(refused);
  }
  const [session] = await database.sql`
    select end_reason as "reason" from identity.session where session_id = ${signedIn.viewer.session.id}`;
  expect(session).toEqual({ reason: 'token_reused' });
});

test('thieves and the owner, each with another token of the session, at once: nobody goes on', async () => {
  await signInAnew();
  const stolen = signedIn.refreshToken;
  const { refreshToken } = await refresh(first, stolen);
  const newest = await refresh(first, refreshToken);
  await Promise.all([race(stolen, 6), race(newest['refreshToken'], 6)]);
  const after = await race(newest['refreshToken'], 2);
  expect(errorsOf(after)).toMatchObject(Array<object>(2).fill({ code: 'REFRESH_TOKEN_INVALID' }));
});

test.each(['', 'x', 'x'.repeat(43), 'x'.repeat(200_000), `${'x'.repeat(42)}\0`])(
  'what is no refresh token is refused (%#)',
  async (token) => {
    expect(await refresh(first, token)).toMatchObject({
      accessToken: null,
      userErrors: [{ code: 'REFRESH_TOKEN_INVALID', path: ['input', 'refreshToken'] }],
    });
  },
);

test('an access token is no refresh token', async () => {
  await signInAnew();
  expect(await refresh(first, signedIn.accessToken)).toMatchObject({ userErrors: [{ code: 'REFRESH_TOKEN_INVALID' }] });
  expect(await refresh(first, signedIn.refreshToken)).toMatchObject({ userErrors: [] });
});
