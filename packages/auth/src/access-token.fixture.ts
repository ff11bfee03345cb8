import { ManualClock } from '@reelhouse/clock';
import { exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet, type JWK } from 'jose';

/** A public key with the private one that signs for it. */
interface Pair {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

type CryptoKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

export async function pair(alg: 'EdDSA' | 'ES256', kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export const expected = { issuer: 'https://id.example', audience: 'reelhouse' };

const start = new Date('2026-03-01T10:00:00Z');

/** An issuer of access tokens, which stand still in time with it. */
export async function issuer() {
  const first = await pair('EdDSA', 'first');
  const second = await pair('ES256', 'second');
  const clock = new ManualClock(start);
  const now = start.getTime() / 1000;
  const claims = {
    iss: expected.issuer,
    aud: expected.audience,
    sub: 'customer:7',
    scope: 'customer',
    sid: 'session-1',
    iat: now,
    nbf: now,
    exp: now + 900,
  };
  const header = { alg: 'EdDSA', typ: 'at+jwt', kid: 'first' };
  /** A token with some claims or headers changed; undefined takes one away. */
  const token = (changed: object = {}, changedHeader: object = {}, key: CryptoKey | Uint8Array = first.privateKey) =>
    new SignJWT({ ...claims, ...changed }).setProtectedHeader({ ...header, ...changedHeader }).sign(key);
  let served: JSONWebKeySet = { keys: [first.jwk] };
  let fetches = 0;
  let broken: Error | undefined;
  return {
    first,
    second,
    clock,
    now,
    claims,
    header,
    token,
    publish: (...keys: readonly JWK[]) => void (served = { keys: [...keys] }),
    breakKeys: (error?: Error) => void (broken = error),
    get fetches() {
      return fetches;
    },
    keys: async () => {
      fetches += 1;
      if (broken) throw broken;
      return served;
    },
  };
}

/** A part of a token, as it is sent. */
export function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}
