import { tokenAudience, tokenIssuer } from '@reelhouse/subgraph-identity';
import { systemClock } from '@reelhouse/clock';
import type { TestDatabase } from '@reelhouse/test-database';
import { exportSPKI, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';

/** Makes access tokens as the house does, or nearly so. */
export interface HouseTokens {
  /** Now, in seconds since 1970. */
  readonly now: number;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly header: { readonly alg: string; readonly typ: string; readonly kid: string };
  /** The public key, in PEM. */
  readonly publicPem: string;
  /** A token with some claims or headers changed; undefined takes one away. */
  readonly token: (changed?: object, changedHeader?: object, key?: CryptoKey | Uint8Array) => Promise<string>;
}

/**
 * Takes the key of a house that has signed a token before.
 *
 * @param identity of whom the tokens are; those of a made-up session unless told.
 */
export async function houseTokens({ sql }: TestDatabase, identity: object = {}): Promise<HouseTokens> {
  const [row] = await sql<{ kid: string; privateJwk: JWK; publicJwk: JWK }[]>`
    select kid, private_jwk as "privateJwk", public_jwk as "publicJwk" from identity.signing_key order by active_from`;
  const { kid, privateJwk, publicJwk } = row!;
  const own = (await importJWK(privateJwk, 'EdDSA')) as CryptoKey;
  const now = Math.floor(systemClock.now().getTime() / 1000);
  const claims = {
    iss: tokenIssuer,
    aud: tokenAudience,
    sub: 'customer:1',
    scope: 'customer',
    sid: 'f0000000-0000-4000-8000-000000000000',
    iat: now,
    nbf: now,
    exp: now + 900,
    ...identity,
  };
  const header = { alg: 'EdDSA', typ: 'at+jwt', kid };
  return {
    now,
    claims,
    header,
    publicPem: await exportSPKI((await importJWK(publicJwk, 'EdDSA')) as CryptoKey),
    token: (changed = {}, changedHeader = {}, key = own) =>
      new SignJWT({ ...claims, ...changed }).setProtectedHeader({ ...header, ...changedHeader }).sign(key),
  };
}
