import type { Identity } from './identity.ts';

/** The claims that say who somebody is, in tokens of either kind. */
export interface IdentityClaims {
  readonly sub?: unknown;
  readonly sid?: unknown;
  readonly client_id?: unknown;
  readonly store_id?: unknown;
}

const maxNameLength = 256;
const maxScopes = 64;

/**
 * The identity that claims state; undefined if they are not of the right form: a claim that cannot be read must not count as
 * one that is missing.
 *
 * @param scopes as one text with spaces (RFC 9068), or a list, as some issuers write them.
 * @param expiresAt in seconds since 1970.
 */
export function identityFrom(claims: IdentityClaims, scopes: unknown, expiresAt: number): Identity | undefined {
  const { sub, sid, client_id: clientId, store_id: storeId } = claims;
  const list = scopeList(scopes);
  if (!isName(sub) || !list) return undefined;
  if ((sid !== undefined && !isName(sid)) || (clientId !== undefined && !isName(clientId))) return undefined;
  if (storeId !== undefined && (typeof storeId !== 'number' || !Number.isSafeInteger(storeId) || storeId < 1)) {
    return undefined;
  }
  return {
    subject: sub,
    scopes: list,
    ...(sid !== undefined && { sessionId: sid }),
    ...(clientId !== undefined && { clientId }),
    ...(storeId !== undefined && { storeId }),
    expiresAt,
  };
}

function isName(claim: unknown): claim is string {
  return typeof claim === 'string' && claim !== '' && claim.length <= maxNameLength;
}

function scopeList(scopes: unknown): readonly string[] | undefined {
  const list: unknown = typeof scopes === 'string' ? scopes.split(' ').filter(Boolean) : (scopes ?? []);
  if (!Array.isArray(list) || list.length > maxScopes) return undefined;
  return list.every((scope): scope is string => typeof scope === 'string' && scope !== '') ? list : undefined;
}
