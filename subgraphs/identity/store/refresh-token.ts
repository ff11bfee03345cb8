import type { PrincipalKind } from '@reelhouse/auth';
import type { Sql, Transaction } from '@reelhouse/database';

/** Whose a refresh token is. */
export interface TokenOwner {
  readonly sessionId: string;
  readonly kind: PrincipalKind;
  readonly id: number;
}

/** A refresh token as it is stored. */
export interface RefreshTokenRow {
  readonly expiresAt: Date;
  /** When it was exchanged; null while it can be used. */
  readonly usedAt: Date | null;
  /** What its successor is made of, beside itself, in hexadecimal digits; null as long as it has none, and again when that was used. */
  readonly successorSalt: string | null;
}

/** Whose the token of a hash is, whatever its state. Nothing is locked. */
export async function findTokenOwner(sql: Sql | Transaction, tokenHash: string): Promise<TokenOwner | undefined> {
  const [row] = await sql<TokenOwner[]>`
    select t.session_id as "sessionId", s.principal_kind as kind, s.principal_id as id
    from refresh_token t join session s on s.session_id = t.session_id
    where t.token_hash = decode(${tokenHash}, 'hex')`;
  return row;
}

/** The token of a hash. Its session is locked by whoever asks. */
export async function readToken(tx: Transaction, tokenHash: string): Promise<RefreshTokenRow | undefined> {
  const [row] = await tx<RefreshTokenRow[]>`
    select expires_at as "expiresAt", used_at as "usedAt", encode(successor_salt, 'hex')::text as "successorSalt"
    from refresh_token where token_hash = decode(${tokenHash}, 'hex')`;
  return row;
}

/** A refresh token that is issued. */
export interface NewRefreshToken {
  /** SHA-256, in hexadecimal digits. */
  readonly tokenHash: string;
  readonly sessionId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Keeps the hash of a token. */
export async function insertToken(tx: Transaction, token: NewRefreshToken): Promise<void> {
  await tx`
    insert into refresh_token (token_hash, session_id, issued_at, expires_at)
    values (decode(${token.tokenHash}, 'hex'), ${token.sessionId}::uuid, ${token.issuedAt}, ${token.expiresAt})`;
}

/** Notes that a token was exchanged, and forgets what it was itself made of: it cannot be asked for again. */
export async function markTokenUsed(
  tx: Transaction,
  use: { readonly tokenHash: string; readonly sessionId: string; readonly successorSalt: string; readonly at: Date },
): Promise<void> {
  await tx`
    update refresh_token
    set used_at = coalesce(used_at, ${use.at}),
      successor_salt = case when token_hash = decode(${use.tokenHash}, 'hex') then decode(${use.successorSalt}, 'hex') end
    where session_id = ${use.sessionId}::uuid and (token_hash = decode(${use.tokenHash}, 'hex') or successor_salt is not null)`;
}

/** Forgets tokens that expired before a moment, and says how many it were. */
export async function deleteTokensBefore(tx: Transaction, expiredBefore: Date, limit: number): Promise<number> {
  const rows = await tx<{ sessionId: string }[]>`
    delete from refresh_token where token_hash in (
      select token_hash from refresh_token where expires_at < ${expiredBefore} order by expires_at limit ${limit}
      for update skip locked
    )
    returning session_id as "sessionId"`;
  return rows.length;
}
