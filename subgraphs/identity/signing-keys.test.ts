import { createTokenVerifier } from '@reelhouse/auth';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { openDoor, password } from './door.fixture.ts';
import { refreshSession } from './domain/refresh-session.ts';
import { signIn } from './domain/sign-in.ts';
import { accessTokenLifetime, tokenAudience, tokenIssuer } from './domain/access-token.ts';
import { activeKey, keyTimes } from './domain/signing-keys.ts';
import { insertSigningKey, lockSigningKeys } from './store/signing-key.ts';

const database = await createTestDatabase();
const { clock, services, subgraph, addAccount } = openDoor(database);
const { sql } = database;
const runner = subgraph.jobRunner(createLogger({ name: 'test', level: 'silent' }));

await addAccount({ kind: 'staff', id: 3, name: 'hanna', manager: true });

beforeEach(async () => {
  await sql`delete from identity.signing_key`;
});

const issue = async () => {
  const { accessToken = '', refreshToken = '' } = await signIn(services(), { kind: 'staff', name: 'hanna', password });
  return { accessToken, refreshToken };
};
const kidOf = (token: string) => decodeProtectedHeader(token).kid;
const keySet = async () => {
  const [route] = subgraph.routes;
  const answer = await route!.handle({ path: route!.path, headers: {} });
  return { ...answer!, keys: (JSON.parse(String(answer!.body)) as JSONWebKeySet).keys };
};
const rotate = async () => expect(await runner.runNow('rotate-signing-keys')).toMatchObject({ outcome: 'succeeded' });
/** Who knows no keys yet. */
const verifier = () =>
  createTokenVerifier({
    keys: async () => ({ keys: (await keySet()).keys }),
    ...{ issuer: tokenIssuer, audience: tokenAudience, clock, maxLifetimeSeconds: accessTokenLifetime },
  });

test('access tokens are verified by the published keys', async () => {
  const { accessToken } = await issue();
  expect(await verifier().verify(accessToken)).toEqual({
    ...{ subject: 'staff:3', scopes: ['staff', 'manager'], storeId: 1 },
    sessionId: expect.any(String),
    expiresAt: clock.now().getTime() / 1000 + accessTokenLifetime,
  });
});

test('the key set is public, short-lived in caches, and holds nothing private', async () => {
  const { accessToken } = await issue();
  const { status, headers, keys } = await keySet();
  expect([status, headers]).toEqual([
    200,
    { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=3600' },
  ]);
  expect(subgraph.routes[0]?.path).toBe('/.well-known/jwks.json');
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: kidOf(accessToken), x: expect.any(String) },
  ]);
});

test('the first key is made once: who comes second takes what the first one made', async () => {
  const { kid } = await activeKey(services().sql, clock);
  const [row] = await sql`delete from identity.signing_key returning *`;
  let second: ReturnType<typeof activeKey> | undefined;
  await database.connectAs('identity').begin(async (tx) => {
    await lockSigningKeys(tx);
    second = activeKey(services().sql, clock);
    for (let waiting = 0; waiting === 0;) {
      const [activity] = await sql`
        select count(*)::integer as waiting from pg_stat_activity
        where datname = current_database() and wait_event = 'advisory'`;
      waiting = activity!['waiting'] as number;
    }
    await insertSigningKey(tx, {
      ...{ kid, createdAt: clock.now(), activeFrom: clock.now() },
      privateJwk: JSON.stringify(row!['private_jwk']),
      publicJwk: JSON.stringify(row!['public_jwk']),
    });
  });
  expect((await second)?.kid).toBe(kid);
  expect((await keySet()).keys).toHaveLength(1);
});

test('before the first sign-in there are no keys; the first is made once, however many ask', async () => {
  expect((await keySet()).keys).toEqual([]);
  const keys = await Promise.all(Array.from({ length: 8 }, () => activeKey(services().sql, clock)));
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
  expect((await keySet()).keys).toHaveLength(1);
});

test('keys rotate: the next is published before it signs, the last until its tokens are dead, and sessions go on', async () => {
  const { accessToken, refreshToken } = await issue();
  const old = kidOf(accessToken);
  const kids = async () => (await keySet()).keys.map(({ kid }) => kid);

  clock.advance(keyTimes.signs - keyTimes.announced - 1);
  await rotate();
  expect(await kids()).toEqual([old]);
  clock.advance(1);
  await rotate();
  await rotate();
  const [young, ...others] = await kids();
  expect([young === old, others]).toEqual([false, [old]]);
  expect(kidOf((await issue()).accessToken)).toBe(old);

  clock.advance(keyTimes.announced - 1);
  const last = (await issue()).accessToken;
  expect(kidOf(last)).toBe(old);
  clock.advance(1);
  expect(kidOf((await issue()).accessToken)).toBe(young);
  clock.advance(accessTokenLifetime - 2);
  expect(await verifier().verify(last)).toMatchObject({ subject: 'staff:3' });

  clock.advance(keyTimes.outlives);
  expect(await kids()).toEqual([young]);
  await rotate();
  expect(await sql`select from identity.signing_key`).toHaveLength(1);
  expect((await refreshSession(services(), refreshToken)).userErrors).toMatchObject([
    { code: 'REFRESH_TOKEN_INVALID' },
  ]);
});

test('a session is refreshed across a rotation', async () => {
  let { accessToken, refreshToken } = await issue();
  const old = kidOf(accessToken);
  for (let day = 0; day < 35; day += 1) {
    clock.advance(24 * 60 * 60);
    await rotate();
    const next = await refreshSession(services(), refreshToken);
    expect(next.userErrors).toEqual([]);
    accessToken = next.accessToken!;
    refreshToken = next.refreshToken!;
    expect(await verifier().verify(accessToken)).toMatchObject({ subject: 'staff:3' });
  }
  expect(kidOf(accessToken)).not.toBe(old);
});

test('a key goes on to sign while nobody makes the next one', async () => {
  const first = await activeKey(services().sql, clock);
  clock.advance(10 * keyTimes.signs);
  expect((await activeKey(services().sql, clock)).kid).toBe(first.kid);
});

test('keys are not signed with before anybody has asked for one', async () => {
  await rotate();
  expect((await keySet()).keys).toEqual([]);
});
