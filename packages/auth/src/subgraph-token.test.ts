import { ManualClock } from '@reelhouse/clock';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createInternalKeys,
  listenerFrom,
  readPublicKeys,
  readSigningKey,
  SubgraphTokenSigner,
  SubgraphTokenVerifier,
  userAgentFrom,
  type Identity,
  type InternalKeys,
} from './index.ts';

const identity: Identity = {
  subject: 'staff:2',
  scopes: ['staff', 'manager'],
  sessionId: 'session-1',
  clientId: 'mobile',
  storeId: 2,
  expiresAt: Date.parse('2026-03-01T10:15:00Z') / 1000,
};

let keys: InternalKeys;
let clock: ManualClock;
let signer: SubgraphTokenSigner;
beforeEach(() => {
  keys = createInternalKeys();
  clock = new ManualClock('2026-03-01T10:00:00Z');
  signer = signedBy(keys);
});

function signedBy({ privateKey }: InternalKeys, time = clock): SubgraphTokenSigner {
  const key = readSigningKey(privateKey);
  if (!key) throw new Error('no key');
  return new SubgraphTokenSigner({ key, issuer: 'gateway', clock: time });
}

function verifierFor(subgraph: string, text = keys.publicKeys): SubgraphTokenVerifier {
  const publicKeys = readPublicKeys(text);
  if (!publicKeys) throw new Error('no keys');
  return new SubgraphTokenVerifier({ subgraph, keys: publicKeys, clock });
}

const ask = async (verifier: SubgraphTokenVerifier, headers: object) => verifier.callerOf({ ...headers });
const unauthenticated = expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) });

describe('who asks is known to the subgraph', () => {
  test.each([
    ['somebody', { identity, clientAddress: '203.0.113.7' }],
    ['a customer', { identity: { subject: 'customer:1', scopes: [], expiresAt: 1 }, clientAddress: '::1' }],
    ['nobody', { clientAddress: '203.0.113.7', userAgent: 'Mozilla/5.0 (X11; \u00fc)' }],
    ['nobody at a listener', { clientAddress: '203.0.113.7', listener: 'mobile' }],
    ['nobody from nowhere', { clientAddress: undefined }],
  ])('%s', async (_, caller) => {
    const headers = signer.requestsTo('film').headers(caller);
    expect(await ask(verifierFor('film'), headers)).toEqual(caller);
  });

  test('an address that is none is not believed', async () => {
    const headers = signer.requestsTo('film').headers({ clientAddress: 'x\nforged line' });
    expect(await ask(verifierFor('film'), headers)).toEqual({ clientAddress: undefined });
  });

  test.each([
    ['app/1.0\r\nforged\u0000\u009f line', 'app/1.0forged line'],
    ['x'.repeat(300), 'x'.repeat(200)],
    [`\u0001${'x'.repeat(199)}  y`, 'x'.repeat(199)],
    [' \u0007 ', undefined],
    [undefined, undefined],
  ])('of what %j says that it is, %j is known', async (userAgent, known) => {
    const headers = signer.requestsTo('film').headers({ userAgent });
    expect(await ask(verifierFor('film'), headers)).toEqual({ clientAddress: undefined, userAgent: known });
    expect(userAgentFrom(userAgent)).toBe(known);
  });
});

test.each(['', 'mobile app', 'mobile, web', 'm\u00f6bel', 'x'.repeat(101), 'mobile\r\nx-client-address: ::1'])(
  'a listener that is none is not believed: %j',
  async (listener) => {
    const headers = signer.requestsTo('film').headers({ listener });
    expect(await ask(verifierFor('film'), headers)).toEqual({ clientAddress: undefined });
    expect(listenerFrom(listener)).toBeUndefined();
  },
);

describe('refused is a token', () => {
  test('for another subgraph', async () => {
    await expect(ask(verifierFor('store'), signer.requestsTo('film').headers({ identity }))).rejects.toEqual(
      unauthenticated,
    );
  });

  test('of a stranger', async () => {
    const headers = signedBy(createInternalKeys()).requestsTo('film').headers({ identity });
    await expect(ask(verifierFor('film'), headers)).rejects.toEqual(unauthenticated);
  });

  test('of a stranger who says to be one of us', async () => {
    const [ours] = (JSON.parse(keys.publicKeys) as { keys: { kid: string }[] }).keys;
    const key = readSigningKey(createInternalKeys().privateKey);
    if (!ours || !key) throw new Error('no key');
    const forged = new SubgraphTokenSigner({ key: { ...key, id: ours.kid }, issuer: 'gateway', clock });
    await expect(ask(verifierFor('film'), forged.requestsTo('film').headers({}))).rejects.toEqual(unauthenticated);
  });

  test('that has expired, also if it was good before', async () => {
    const verifier = verifierFor('film');
    const headers = signer.requestsTo('film').headers({ identity });
    await ask(verifier, headers);
    clock.advance(64);
    expect(await ask(verifier, headers)).toMatchObject({ identity });
    clock.advance(1);
    await expect(ask(verifier, headers)).rejects.toEqual(unauthenticated);
    await expect(ask(verifierFor('film'), headers)).rejects.toEqual(unauthenticated);
  });

  test('from the future', async () => {
    const headers = signedBy(keys, new ManualClock('2026-03-01T10:00:06Z')).requestsTo('film').headers({});
    await expect(ask(verifierFor('film'), headers)).rejects.toEqual(unauthenticated);
  });

  test('that is not there', async () => {
    await expect(ask(verifierFor('film'), {})).rejects.toEqual(unauthenticated);
    await expect(ask(verifierFor('film'), { authorization: 'Basic eDp5' })).rejects.toEqual(unauthenticated);
  });
});

test('keys are rotated: who has both takes tokens of either', async () => {
  const next = createInternalKeys();
  const both = JSON.stringify({
    keys: [keys, next].flatMap(({ publicKeys }) => (JSON.parse(publicKeys) as { keys: unknown[] }).keys),
  });
  const verifier = verifierFor('film', both);
  for (const one of [keys, next]) {
    expect(await ask(verifier, signedBy(one).requestsTo('film').headers({ identity }))).toMatchObject({ identity });
  }
});

describe('a token is made once', () => {
  test('for a subgraph and an identity, and sent until it has 15 s left', () => {
    const first = signer.sign('film', { identity });
    clock.advance(44.9);
    expect(signer.sign('film', { identity: { ...identity } })).toBe(first);
    clock.advance(0.1);
    expect(signer.sign('film', { identity })).not.toBe(first);
  });

  test('whatever the address and the listener are', () => {
    const clients = [{ clientAddress: '203.0.113.7' }, { clientAddress: '203.0.113.8' }, { listener: 'mobile' }, {}];
    const tokens = clients.map((client) => signer.requestsTo('film').headers(client)['authorization']);
    expect(new Set(tokens).size).toBe(1);
  });

  test('and not used for another subgraph or identity', () => {
    const others: Identity[] = [
      { ...identity, subject: 'staff:3' },
      { ...identity, scopes: ['staff'] },
      { ...identity, sessionId: 'session-2' },
      { ...identity, clientId: 'web' },
      { ...identity, storeId: 1 },
      { ...identity, expiresAt: identity.expiresAt + 1 },
    ];
    const tokens = [undefined, identity, ...others].flatMap((each) =>
      ['film', 'store'].map((subgraph) => signer.sign(subgraph, { identity: each })),
    );
    expect(new Set(tokens).size).toBe(tokens.length);
    const { identityKey } = signer.requestsTo('film');
    const shared = [undefined, identity, ...others].map((each) => identityKey({ identity: each }));
    expect(new Set(shared).size).toBe(shared.length);
    expect(identityKey({ identity: { ...identity } })).toBe(identityKey({ identity }));
  });

  test('also when the clock was set back: none from the future is sent', async () => {
    const later = signer.sign('film', { identity });
    clock.advance(-3600);
    const now = signer.sign('film', { identity });
    expect(now).not.toBe(later);
    expect(await ask(verifierFor('film'), { authorization: `Bearer ${now}` })).toMatchObject({ identity });
  });

  test('and not more are kept than may be', () => {
    const key = readSigningKey(keys.privateKey);
    if (!key) throw new Error('no key');
    const few = new SubgraphTokenSigner({ key, issuer: 'gateway', clock, keptTokens: 1 });
    const [film] = [few.sign('film', {}), few.sign('store', {})];
    clock.advance(1);
    expect(few.sign('film', {})).not.toBe(film);
  });
});

test('the subgraph remembers a token that it has verified', async () => {
  const verifier = verifierFor('film');
  const headers = signer.requestsTo('film').headers({ identity });
  expect(verifier.callerOf(headers)).toBeInstanceOf(Promise);
  await verifier.callerOf(headers);
  expect(verifier.callerOf(headers)).toMatchObject({ identity });
});
