import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';

/** What tokens between the processes of the chain are signed with. */
export interface SigningKey {
  /** Its `kid`. */
  readonly id: string;
  readonly key: KeyObject;
}

/** A pair of keys for the processes of the chain, as environment variables hold it. */
export interface InternalKeys {
  /** PKCS #8, PEM: for `INTERNAL_PRIVATE_KEY` of who signs. */
  readonly privateKey: string;
  /** JWKS: for `INTERNAL_PUBLIC_KEYS` of who verifies. */
  readonly publicKeys: string;
}

/** Makes a pair of Ed25519 keys. */
export function createInternalKeys(): InternalKeys {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicKeys: JSON.stringify({ keys: [publicJwk(privateKey)] }),
  };
}

/**
 * Reads a private key.
 *
 * @param text PKCS #8 in PEM, where `\n` may stand for line ends, or a JWK.
 * @returns undefined if it is not an Ed25519 key.
 */
export function readSigningKey(text: string): SigningKey | undefined {
  try {
    const jwk = text.trimStart().startsWith('{') ? (JSON.parse(text) as { kid?: unknown }) : undefined;
    const key = jwk
      ? createPrivateKey({ key: jwk, format: 'jwk' })
      : createPrivateKey(text.replaceAll(String.raw`\n`, '\n'));
    if (key.asymmetricKeyType !== 'ed25519') return undefined;
    return { id: typeof jwk?.kid === 'string' ? jwk.kid : publicJwk(key).kid, key };
  } catch {
    return undefined;
  }
}

/**
 * Reads the public keys of those who may ask.
 *
 * @param text a JWKS.
 * @returns undefined if it is none, or if one of its keys is not a public Ed25519 key with a `kid`.
 */
export function readPublicKeys(text: string): JSONWebKeySet | undefined {
  try {
    const { keys } = JSON.parse(text) as Partial<JSONWebKeySet>;
    if (!Array.isArray(keys) || keys.length === 0) return undefined;
    const isUsable = keys.every(
      (jwk) =>
        typeof jwk.kid === 'string' &&
        !('d' in jwk) &&
        createPublicKey({ key: jwk, format: 'jwk' }).asymmetricKeyType === 'ed25519',
    );
    return isUsable ? { keys } : undefined;
  } catch {
    return undefined;
  }
}

function publicJwk(privateKey: KeyObject) {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint(x), alg: 'EdDSA', use: 'sig' };
}

/** RFC 7638: the same key has the same id wherever it is read. */
function thumbprint(x: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}
