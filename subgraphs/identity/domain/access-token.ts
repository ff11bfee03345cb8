import { randomUUID } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import { SignJWT } from 'jose';
import type { ActiveKey } from './signing-keys.ts';

/** How long an access token is good, in seconds. */
export const accessTokenLifetime = 15 * 60;

/** Who issues access tokens, and for whom: `iss` and `aud`. */
export const tokenIssuer = 'reelhouse';
export const tokenAudience = 'reelhouse';

/** Signs the access token of an identity (RFC 9068), which expires when the identity does. */
export function signAccessToken(
  identity: Identity,
  { key, issuedAt }: { key: ActiveKey; issuedAt: Date },
): Promise<string> {
  const now = Math.floor(issuedAt.getTime() / 1000);
  return new SignJWT({
    scope: identity.scopes.join(' '),
    ...(identity.storeId !== undefined && { store_id: identity.storeId }),
    sid: identity.sessionId,
    ...(identity.clientId !== undefined && { client_id: identity.clientId }),
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid })
    .setIssuer(tokenIssuer)
    .setAudience(tokenAudience)
    .setSubject(identity.subject)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(identity.expiresAt)
    .setJti(randomUUID())
    .sign(key.privateKey);
}
