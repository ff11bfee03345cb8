import { createInternalKeys, readSigningKey, SubgraphTokenSigner } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { pair, part } from '../../packages/auth/src/access-token.fixture.ts';
import { eventStream, multipart, open } from '../../packages/http-server/src/streams/http-client.fixture.ts';
import { RawWebSocket } from '../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import { houseTokens, type HouseTokens } from './house-tokens.fixture.ts';
import { openSignInHouse } from './open-house.fixture.ts';
import { readSampleLogins, signIn, untilAccountsAreKnown, type SignedIn } from './sign-in.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

const database = await createSampleDatabase();
const writes = await watchWrites(database, ['identity.consumer_position']);
const house = await openSignInHouse(database);

let signedIn: SignedIn;
let tokens: HouseTokens;
beforeAll(async () => {
  await untilAccountsAreKnown(database, writes);
  const { manager } = await readSampleLogins(database);
  signedIn = await signIn(house, manager);
  const { id, session } = signedIn.viewer;
  tokens = await houseTokens(database, { sub: id, scope: 'staff manager', store_id: 1, sid: session.id });
});

const catalogue = '{ films(first: 1) { edges { node { title } } } }';
const subscription = 'subscription { availabilityChanged(filmId: "1", storeId: "1") { film { title } } }';
const webSocketUrl = () => house.url.replace(/^http/, 'ws');

/** The token as a subgraph would take it from a gateway. */
function internalToken(): string {
  const key = readSigningKey(createInternalKeys().privateKey)!;
  const identity = { subject: 'staff:1', scopes: ['staff', 'manager'], expiresAt: 4e9 };
  return new SubgraphTokenSigner({ key, issuer: 'gateway', clock: systemClock }).sign('film', { identity });
}

/** A signature of the house under other claims. */
async function tampered(claims: unknown): Promise<string> {
  const [header, , signature] = (await tokens.token()).split('.');
  return `${header}.${part(claims)}.${signature}`;
}

const badTokens: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['that has expired', () => tokens.token({ iat: tokens.now - 900, nbf: undefined, exp: tokens.now - 60 })],
  ['that is not valid yet', () => tokens.token({ nbf: tokens.now + 120 })],
  ['that was issued in the future', () => tokens.token({ iat: tokens.now + 120, nbf: undefined })],
  ['that lives longer than the house lets them', () => tokens.token({ exp: tokens.now + 901 })],
  ['that never expires', () => tokens.token({ exp: undefined })],
  ['for somebody else', () => tokens.token({ aud: 'another' })],
  ['for nobody', () => tokens.token({ aud: undefined })],
  ['by somebody else', () => tokens.token({ iss: 'another' })],
  ['that is not signed', () => `${part({ ...tokens.header, alg: 'none' })}.${part(tokens.claims)}.`],
  [
    'that is not signed, with a signature',
    () => `${part({ ...tokens.header, alg: 'none' })}.${part(tokens.claims)}.AA`,
  ],
  ['whose secret is the public key', () => tokens.token({}, { alg: 'HS256' }, Buffer.from(tokens.publicPem))],
  ['with a key that is not known', () => tokens.token({}, { kid: 'another' })],
  ['with a key of its own', async () => tokens.token({}, { jwk: (await pair('EdDSA', 'mine')).jwk, kid: 'mine' })],
  ['with a file as its key', () => tokens.token({}, { kid: '../../../dev/null' })],
  ['with no key', () => tokens.token({}, { kid: undefined })],
  ['of a stranger', async () => tokens.token({}, {}, (await pair('EdDSA', 'stranger')).privateKey)],
  ['of another algorithm', async () => tokens.token({}, { alg: 'ES256' }, (await pair('ES256', 'other')).privateKey)],
  ['with other claims than were signed', () => tampered({ ...tokens.claims, sub: 'staff:2' })],
  ['that is an ID token', () => tokens.token({}, { typ: 'JWT' })],
  ['between processes, signed by the house', () => tokens.token({}, { typ: 'reelhouse-internal+jwt' })],
  ['between processes, as a gateway signs', () => internalToken()],
  ['that is a refresh token', () => signedIn.refreshToken],
  ['that is too long', () => tokens.token({ more: 'x'.repeat(4000) })],
  ['of two parts', async () => (await tokens.token()).split('.').slice(0, 2).join('.')],
  ['of five parts', async () => `${await tokens.token()}.AA.AA`],
  ['that is a word', () => 'word'],
  ['that is no JSON', () => `${part('{')}.${part('{')}.AA`],
];

describe.each(badTokens)('a token %s is refused', (_, make) => {
  test('over HTTP, whatever is asked', async () => {
    const token = await make();
    // Twice: what was remembered of it answers the second time.
    for (const query of [catalogue, '{ viewer { id } }', 'mutation { signOut { userErrors { code } } }']) {
      const { status, codes, data, headers } = await house.send(query, { token });
      expect({ status, codes, data }).toEqual({ status: 401, codes: ['UNAUTHENTICATED'], data: undefined });
      expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
    const url = `${house.url}?query=${encodeURIComponent(catalogue)}`;
    const got = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true', accept: 'application/json' },
    });
    expect(got.status).toBe(401);
    expect(await got.text()).toMatch(
      /^\{"errors":\[\{"message":"[^"]+","extensions":\{"code":"UNAUTHENTICATED"[^[]*\]\}\n?$/,
    );
  });

  test('over a WebSocket, in connection_init', async () => {
    const raw = await RawWebSocket.open(webSocketUrl());
    const said: string[] = [];
    raw.socket.on('message', (data: Buffer) => said.push(data.toString()));
    raw.say({ type: 'connection_init', payload: { authorization: `Bearer ${await make()}` } });
    expect(await raw.closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
    expect(said).toEqual([]);
  });

  test.each([
    ['server-sent events', eventStream],
    ['multipart', multipart],
  ])('as %s', async (__, accept) => {
    const authorization = `Bearer ${await make()}`;
    const alone = await open(house.url, subscription, accept, { authorization });
    const said = await alone.until('never');
    expect(said).toContain('"code":"UNAUTHENTICATED"');
    expect(said).not.toContain('"data"');
    // A client that takes JSON as well is answered as over HTTP.
    const both = await open(house.url, subscription, `application/json, ${accept}`, { authorization });
    expect([both.response.status, await both.until('never')]).toEqual([
      401,
      expect.stringContaining('"code":"UNAUTHENTICATED"'),
    ]);
  });
});

describe('an authorization header', () => {
  test.each([
    ['of another scheme', () => `Basic ${Buffer.from('Mike:12345').toString('base64')}`],
    ['without a token', () => 'Bearer'],
    ['that is empty', () => ''],
    ['with two tokens', async () => `Bearer ${await tokens.token()}, Bearer ${await tokens.token()}`],
    ['with a token and more', async () => `Bearer ${await tokens.token()} x-internal: 1`],
    ['with the bare token', () => tokens.token()],
    ['longer than all headers may be together', () => `Bearer ${'x'.repeat(8000)}`],
  ])('%s is refused over HTTP and in connection_init', async (_, make: () => string | Promise<string>) => {
    const authorization = await make();
    const { status, codes } = await house.send(catalogue, { headers: { authorization } });
    expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
    const raw = await RawWebSocket.open(webSocketUrl());
    raw.say({ type: 'connection_init', payload: { authorization } });
    expect(await raw.closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
  });

  test.each([
    ['that is no text', 7],
    ['that is a list', ['Bearer x']],
    ['of 1 MB', `Bearer ${'x'.repeat(1_000_000)}`],
  ])('%s in connection_init ends the connection', async (_, authorization) => {
    const raw = await RawWebSocket.open(webSocketUrl());
    raw.say({ type: 'connection_init', payload: { authorization } });
    expect([4400, 1009]).toContain((await raw.closed).code);
  });

  test('with a line end never becomes two headers', async () => {
    const raw = await RawWebSocket.open(webSocketUrl());
    const authorization = `Bearer ${await tokens.token()}\r\nx-client-address: 10.0.0.1`;
    raw.say({ type: 'connection_init', payload: { authorization } });
    expect((await raw.closed).code).toBe(4403);
  });
});

describe('clocks of the issuer and of the house that are', () => {
  const viewer = '{ viewer { id } }';
  test.each([
    ['3 s apart', 'taken', () => tokens.token({ iat: seconds() + 3, nbf: seconds() + 3 })],
    [
      '3 s apart the other way',
      'taken',
      () => tokens.token({ iat: seconds() - 903, nbf: undefined, exp: seconds() - 3 }),
    ],
    ['20 s apart', 'refused', () => tokens.token({ iat: seconds() + 20, nbf: seconds() + 20 })],
    [
      '20 s apart the other way',
      'refused',
      () => tokens.token({ iat: seconds() - 920, nbf: undefined, exp: seconds() - 20 }),
    ],
  ])('%s: the token is %s', async (_, outcome, make) => {
    const { status, data, codes } = await house.send(viewer, { token: await make() });
    if (outcome === 'taken') expect([status, data]).toEqual([200, { viewer: { id: signedIn.viewer.id } }]);
    else expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
  });
  const seconds = () => Math.floor(systemClock.now().getTime() / 1000);
});

describe('after all of them', () => {
  test('the catalogue is read without a token, by every transport', async () => {
    const { status, data } = await house.send(catalogue);
    expect(status).toBe(200);
    expect(data).toMatchObject({ films: { edges: [{ node: { title: expect.any(String) } }] } });

    for (const payload of [undefined, {}]) {
      const raw = await RawWebSocket.connected(webSocketUrl(), payload);
      raw.subscribe('1', catalogue);
      expect(await raw.messages.next()).toMatchObject({ type: 'next', payload: { data } });
      raw.socket.close();
      await raw.closed;
    }
    for (const accept of [eventStream, multipart]) {
      const answer = await open(house.url, catalogue, accept);
      expect(await answer.until('never')).toContain(JSON.stringify(data));
    }
  });

  test('the token of the house is taken, by every transport', async () => {
    const token = await tokens.token();
    const query = '{ viewer { id } }';
    const { data } = await house.send(query, { token });
    expect(data).toEqual({ viewer: { id: signedIn.viewer.id } });
    const raw = await RawWebSocket.connected(webSocketUrl(), { authorization: `Bearer ${token}` });
    raw.subscribe('1', query);
    expect(await raw.messages.next()).toMatchObject({ type: 'next', payload: { data } });
    raw.socket.close();
    for (const accept of [eventStream, multipart]) {
      const answer = await open(house.url, query, accept, { authorization: `Bearer ${token}` });
      expect(await answer.until('never')).toContain(JSON.stringify(data));
    }
  });

  test('keys are published, without their private parts', async () => {
    const response = await fetch(new URL('/.well-known/jwks.json', house.url));
    const { keys } = (await response.json()) as { readonly keys: readonly Record<string, unknown>[] };
    expect(keys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: tokens.header.kid, alg: 'EdDSA', use: 'sig' },
    ]);
  });
});
