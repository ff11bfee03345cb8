import type { Principal, PrincipalKind } from '@reelhouse/auth';
import type { Sql, Transaction } from '@reelhouse/database';

/** Whose password a link sets. */
export interface PasswordLinkRow {
  readonly kind: PrincipalKind;
  readonly id: number;
}

/**
 * Makes a link the only one that is good for a principal.
 *
 * @param unlessAfter nothing is done if the present link expires after this moment.
 * @returns whether it was done.
 */
export async function writePasswordLink(
  tx: Transaction,
  { kind, id }: Principal,
  link: { readonly tokenHash: Buffer; readonly expiresAt: Date; readonly unlessAfter: Date },
): Promise<boolean> {
  const { tokenHash, expiresAt, unlessAfter } = link;
  const rows = await tx<{ id: number }[]>`
    insert into password_link as l (principal_kind, principal_id, token_hash, expires_at)
    values (${kind}::principal_kind, ${id}, decode(${tokenHash.toString('hex')}, 'hex'), ${expiresAt})
    on conflict (principal_kind, principal_id)
    do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
    where l.expires_at <= ${unlessAfter}
    returning principal_id as id`;
  return rows.length > 0;
}

/** Whose link has a token, if it is good. Nothing is locked. */
export async function findPasswordLink(sql: Sql, tokenHash: Buffer, at: Date): Promise<PasswordLinkRow | undefined> {
  const [row] = await sql<PasswordLinkRow[]>`
    select principal_kind as kind, principal_id as id from password_link
    where token_hash = decode(${tokenHash.toString('hex')}, 'hex') and expires_at > ${at}`;
  return row;
}

/** Uses a link up, and says whether it was good. */
export async function takePasswordLink(tx: Transaction, tokenHash: Buffer, at: Date): Promise<boolean> {
  const rows = await tx<{ id: number }[]>`
    delete from password_link where token_hash = decode(${tokenHash.toString('hex')}, 'hex') and expires_at > ${at}
    returning principal_id as id`;
  return rows.length > 0;
}

/** Forgets links that expired before a moment, and says how many it were. */
export async function deletePasswordLinksBefore(tx: Transaction, expiredBefore: Date, limit: number): Promise<number> {
  const rows = await tx<{ id: number }[]>`
    delete from password_link where (principal_kind, principal_id) in (
      select principal_kind, principal_id from password_link where expires_at < ${expiredBefore}
      order by expires_at limit ${limit} for update skip locked
    )
    returning principal_id as id`;
  return rows.length;
}
