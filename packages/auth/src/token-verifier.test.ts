import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { expected, issuer, pair, part } from './access-token.fixture.ts';
import { createTokenVerifier, type TokenVerifier } from './index.ts';

let by: Awaited<ReturnType<typeof issuer>>;
let verifier: TokenVerifier;
let keyFailures: unknown[];

beforeEach(async () => {
  by = await issuer();
  keyFailures = [];
  verifier = createTokenVerifier({
    ...expected,
    keys: by.keys,
    clock: by.clock,
    keysFailed: (error) => keyFailures.push(error),
  });
});

const unusable = 'The token cannot be used here. Refresh it, or sign in again.';
const expired = 'The token has expired. Refresh it, or sign in again.';
const early = 'The token is not valid yet. Refresh it, or sign in again.';

/** Verifies, whether the refusal comes at once or later. */
const verify = async (token: string) => verifier.verify(token);
const refused = (message: string): unknown =>
  expect.objectContaining({
    message,
    extensions: expect.objectContaining({ code: 'UNAUTHENTICATED', http: expect.objectContaining({ status: 401 }) }),
  });

test('a token stands for its subject, with scopes, session, client and store', async () => {
  expect(await verify(await by.token())).toEqual({
    subject: 'customer:7',
    scopes: ['customer'],
    sessionId: 'session-1',
    expiresAt: by.now + 900,
  });
  const staff = { sub: 'staff:2', scope: 'staff manager', store_id: 2, client_id: 'mobile' };
  expect(await verify(await by.token(staff))).toMatchObject({
    subject: 'staff:2',
    scopes: ['staff', 'manager'],
    clientId: 'mobile',
    storeId: 2,
  });
});

test.each([
  ['several audiences', { aud: ['other', 'reelhouse'] }, {}],
  ['the type in full', {}, { typ: 'application/at+jwt' }],
  ['no scope', { scope: undefined }, {}],
  ['no nbf', { nbf: undefined }, {}],
])('%s is taken', async (_, claims, header) => {
  expect(await verify(await by.token(claims, header))).toMatchObject({ subject: 'customer:7' });
});

test('scopes are read from the claim that is named', async () => {
  verifier = createTokenVerifier({ ...expected, keys: by.keys, clock: by.clock, scopesClaim: 'scp' });
  expect(await verify(await by.token({ scp: ['a', 'b'] }))).toMatchObject({ scopes: ['a', 'b'] });
});

describe('a token cannot be used that', () => {
  test.each<[string, () => string | Promise<string>, string?]>([
    ['has expired', () => by.token({ exp: by.now - 6, iat: by.now - 900 }), expired],
    ['is not valid yet', () => by.token({ nbf: by.now + 6 }), early],
    ['was issued in the future', () => by.token({ iat: by.now + 6 }), early],
    ['is for somebody else', () => by.token({ aud: 'other' })],
    ['is for nobody', () => by.token({ aud: undefined })],
    ['is by somebody else', () => by.token({ iss: 'https://id.example/' })],
    ['is by nobody', () => by.token({ iss: undefined })],
    ['has no subject', () => by.token({ sub: undefined })],
    ['has an empty subject', () => by.token({ sub: '' })],
    ['has a subject that is a number', () => by.token({ sub: 7 })],
    ['never expires', () => by.token({ exp: undefined })],
    ['expires at a word', () => by.token({ exp: 'never' })],
    ['expires at infinity', async () => tampered(await by.token(), `{"exp":1e999}`)],
    ['was never issued', () => by.token({ iat: undefined })],
    ['has scopes that are no text', () => by.token({ scope: { customer: true } })],
    ['has a session that is a number', () => by.token({ sid: 1 })],
    ['has a client that is a number', () => by.token({ client_id: 1 })],
    ['has a client that is null', () => by.token({ client_id: null })],
    ['has several clients', () => by.token({ client_id: ['mobile', 'web'] })],
    ['has an empty client', () => by.token({ client_id: '' })],
    ['has a client with a very long name', () => by.token({ client_id: 'm'.repeat(257) })],
    ['has a store that is a text', () => by.token({ store_id: '1' })],
    ['has a store below 1', () => by.token({ store_id: 0 })],
    ['is an ID token', () => by.token({}, { typ: 'JWT' })],
    ['has no type', () => by.token({}, { typ: undefined })],
    ['is one between processes', () => by.token({}, { typ: 'reelhouse-internal+jwt' })],
    ['is a refresh token', () => by.token({}, { typ: 'rt+jwt' })],
    ['has no key id', () => by.token({}, { kid: undefined })],
    ['has a number as key id', () => by.token({}, { kid: 1 })],
    ['has an empty key id', () => by.token({}, { kid: '' })],
    ['has a key id that is not known', () => by.token({}, { kid: 'third' })],
    ['has a path as key id', () => by.token({}, { kid: '../../dev/null' })],
    ['has SQL as key id', () => by.token({}, { kid: "first' or '1'='1" })],
    ['has a very long key id', () => by.token({}, { kid: 'k'.repeat(129) })],
    ['has a key of its own', () => by.token({}, { jwk: by.first.jwk, kid: 'mine' })],
    ['has a place for keys', () => by.token({}, { jku: 'https://evil.example/jwks.json', kid: 'mine' })],
    ['has an extension that must be understood', () => by.token({}, { crit: ['b64'], b64: true })],
    ['is signed by a stranger', async () => by.token({}, {}, (await pair('EdDSA', 'first')).privateKey)],
    ['is signed with another algorithm than the key', () => by.token({}, { alg: 'ES256' }, by.second.privateKey)],
    ['is not signed', () => `${part({ ...by.header, alg: 'none' })}.${part(by.claims)}.`],
    ['is not signed, with a signature', () => `${part({ ...by.header, alg: 'none' })}.${part(by.claims)}.AAAA`],
    ['is signed by the public key as a secret', () => withPublicKeyAsSecret()],
    ['has other claims than were signed', async () => tampered(await by.token(), { ...by.claims, sub: 'staff:1' })],
    ['has two parts', async () => (await by.token()).split('.').slice(0, 2).join('.')],
    ['has four parts', async () => `${await by.token()}.AAAA`],
    ['has an empty part', async () => (await by.token()).replace(/\..*\./, '..')],
    ['is empty', () => ''],
    ['is a word', () => 'x'],
    ['is not base64url', async () => (await by.token()).replace('.', '.%')],
    ['has padding', async () => `${await by.token()}=`],
    ['has a header that is no JSON', () => `${part('{')}.${part(by.claims)}.AAAA`],
    ['has a header that is a list', () => `${part([])}.${part(by.claims)}.AAAA`],
    ['has claims that are no JSON', async () => tampered(await by.token(), '{')],
    ['has claims that are null', async () => tampered(await by.token(), 'null')],
    ['has a huge header', () => `${part({ ...by.header, more: 'x'.repeat(2000) })}.${part(by.claims)}.AAAA`],
    ['has a header that is deep', () => `${part('['.repeat(700))}.${part(by.claims)}.AAAA`],
  ])('%s', async (_, make, message = unusable) => {
    const token = await make();
    await expect(verify(token)).rejects.toEqual(refused(message));
    // Also when it comes again, and what was remembered answers.
    await expect(verify(token)).rejects.toEqual(refused(message));
    expect(by.fetches).toBeLessThanOrEqual(1);
  });

  test('is too long, however long', async () => {
    const long = await by.token({ more: 'x'.repeat(4000) });
    for (const token of [long, 'x'.repeat(10_000_000)]) {
      await expect(verify(token)).rejects.toEqual(refused('The token is too long. Refresh it, or sign in again.'));
    }
    expect(by.fetches).toBe(0);
  });

  test('lives longer than it may', async () => {
    verifier = createTokenVerifier({ ...expected, keys: by.keys, clock: by.clock, maxLifetimeSeconds: 900 });
    await expect(verify(await by.token({ exp: by.now + 901 }))).rejects.toEqual(refused(unusable));
    expect(await verify(await by.token())).toBeDefined();
  });
});

describe('clocks that differ', () => {
  test.each([
    [{ exp: -4 }, true],
    [{ exp: -5 }, false],
    [{ nbf: 5 }, true],
    [{ nbf: 6 }, false],
    [{ iat: 5 }, true],
    [{ iat: 6 }, false],
  ])('%j s from now: %s', async (offsets: Record<string, number>, taken) => {
    const claims = Object.entries(offsets).map(([claim, seconds]) => [claim, by.now + seconds]);
    const outcome = verify(await by.token(Object.fromEntries(claims) as object));
    expect(
      await outcome.then(
        () => true,
        () => false,
      ),
    ).toBe(taken);
  });

  test('what is not valid yet is taken once it is', async () => {
    const token = await by.token({ nbf: by.now + 60 });
    await expect(verify(token)).rejects.toEqual(refused(early));
    by.clock.advance(60);
    expect(await verify(token)).toBeDefined();
  });
});

describe('a token that was verified', () => {
  test('is not verified again: the same object at once, until it expires', async () => {
    const token = await by.token();
    const identity = await verify(token);
    expect(verifier.verify(token)).toBe(identity);
    by.clock.advance(904);
    expect(verifier.verify(token)).toBe(identity);
    by.clock.advance(1);
    await expect(verify(token)).rejects.toEqual(refused(expired));
    await expect(verify(token)).rejects.toEqual(refused(expired));
  });

  test('and comes often at once is verified once', async () => {
    const token = await by.token();
    const [one, other] = await Promise.all([verify(token), verify(token)]);
    expect(one).toBe(other);
  });

  test('is forgotten for others, but good all the same', async () => {
    verifier = createTokenVerifier({ ...expected, keys: by.keys, clock: by.clock, rememberedTokens: 2 });
    const tokens = await Promise.all([1, 2, 3].map((id) => by.token({ sub: `customer:${id}` })));
    for (const token of tokens) await verify(token);
    expect(verifier.verify(tokens[0] ?? '')).toBeInstanceOf(Promise);
    expect(await verify(tokens[1] ?? '')).toMatchObject({ subject: 'customer:2' });
  });

  test('is not good any more when its key is withdrawn', async () => {
    const token = await by.token();
    await verify(token);
    by.publish(by.second.jwk);
    by.clock.advance(300);
    const other = () => by.token({ iat: by.now + 300 }, { alg: 'ES256', kid: 'second' }, by.second.privateKey);
    await verify(await other());
    await expect(verify(token)).rejects.toEqual(refused(unusable));
  });
});

describe('keys', () => {
  const bySecond = (claims: object = {}) => by.token(claims, { alg: 'ES256', kid: 'second' }, by.second.privateKey);

  test('that are not known are fetched, but at most every 10 s', async () => {
    await verify(await by.token());
    await expect(verify(await bySecond())).rejects.toEqual(refused(unusable));
    by.clock.advance(10);
    for (let id = 1; id <= 50; id += 1) {
      await expect(verify(await by.token({}, { kid: `k${id}` }))).rejects.toEqual(refused(unusable));
    }
    expect(by.fetches).toBe(2);
    by.publish(by.first.jwk, by.second.jwk);
    by.clock.advance(10);
    expect(await verify(await bySecond())).toMatchObject({ subject: 'customer:7' });
    expect(await verify(await by.token({ sub: 'customer:8' }))).toMatchObject({ subject: 'customer:8' });
    expect(by.fetches).toBe(3);
  });

  test('that cannot be fetched are used on as they were known', async () => {
    await verify(await by.token());
    by.breakKeys(new Error('connect ECONNREFUSED'));
    by.clock.advance(400);
    await expect(verify(await bySecond())).rejects.toEqual(refused(unusable));
    expect(await verify(await by.token({ sub: 'customer:8' }))).toMatchObject({ subject: 'customer:8' });
    expect(keyFailures).toHaveLength(1);
  });

  test('that never were there: nobody is let in, and nobody told to sign in anew', async () => {
    by.breakKeys(new Error('connect ECONNREFUSED 10.0.0.1'));
    const token = await by.token();
    const unavailable = expect.objectContaining({
      message: 'Nobody can be signed in at the moment. Try again in a moment.',
      extensions: expect.objectContaining({ code: 'SUBGRAPH_UNAVAILABLE' }),
    });
    await expect(verify(token)).rejects.toEqual(unavailable);
    await expect(verify(token)).rejects.toEqual(unavailable);
    expect(by.fetches).toBe(1);
    by.breakKeys();
    by.clock.advance(1);
    expect(await verify(token)).toMatchObject({ subject: 'customer:7' });
  });

  test.each([
    ['none', []],
    ['a secret', [{ kty: 'oct', k: 'c2VjcmV0', kid: 'first' }]],
  ])('%s let nobody in', async (_, keys) => {
    by.publish(...keys);
    await expect(verify(await by.token())).rejects.toEqual(refused(unusable));
    const secret = await by.token({}, { alg: 'HS256' }, Buffer.from('secret-secret-secret-secret-secret'));
    await expect(verify(secret)).rejects.toEqual(refused(unusable));
  });
});

/** The token with other claims under the same signature. */
function tampered(token: string, claims: unknown): string {
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${part(claims)}.${signature}`;
}

/** What a verifier falls for that takes the key of the issuer for whatever the header says. */
async function withPublicKeyAsSecret(): Promise<string> {
  const pem = await exportSPKI((await importJWK(by.first.jwk)) as CryptoKey);
  return by.token({}, { alg: 'HS256' }, Buffer.from(pem));
}
