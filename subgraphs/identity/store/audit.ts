import type { PrincipalKind } from '@reelhouse/auth';
import type { Sql, Transaction } from '@reelhouse/database';

/** What can happen to an account. */
export type AuditKind =
  | 'signed_in'
  | 'sign_in_failed'
  | 'session_ended'
  | 'password_changed'
  | 'password_upgraded'
  | 'password_reset_requested'
  | 'password_reset'
  | 'password_link_given'
  | 'role_changed'
  | 'deactivated'
  | 'reactivated'
  | 'login_name_refused'
  | 'registration_requested'
  | 'registration_completed'
  | 'registration_failed';

/** A row to be added to `identity.audit_entry`. */
export interface NewAuditEntry {
  readonly at: Date;
  readonly kind: AuditKind;
  readonly principalKind: PrincipalKind | null;
  readonly principalId: number | null;
  readonly actorKind: PrincipalKind | null;
  readonly actorId: number | null;
  readonly clientAddress: string | null;
  readonly sessionId: string | null;
  /** A JSON object. */
  readonly detail: string;
}

/** Adds an entry. The table takes no changes. */
export async function insertAuditEntry(tx: Sql | Transaction, entry: NewAuditEntry): Promise<void> {
  await tx`
    insert into audit_entry (at, kind, principal_kind, principal_id, actor_kind, actor_id, client_address, session_id, detail)
    values (${entry.at}, ${entry.kind}::audit_kind, ${entry.principalKind}::principal_kind, ${entry.principalId},
      ${entry.actorKind}::principal_kind, ${entry.actorId}, ${entry.clientAddress}, ${entry.sessionId}::uuid,
      ${entry.detail}::text::jsonb)`;
}

/** Counts a failure to sign in, with others of the same minute, account and address. */
export async function countSignInFailure(
  tx: Sql | Transaction,
  { at, principalKind, principalId, clientAddress }: NewAuditEntry,
): Promise<void> {
  await tx`
    insert into sign_in_failure as f (minute, principal_kind, principal_id, client_address, count)
    values (date_trunc('minute', ${at}::timestamptz), ${principalKind}::principal_kind, ${principalId}, ${clientAddress}, 1)
    on conflict (minute, principal_kind, principal_id, client_address) do update set count = f.count + 1`;
}

/**
 * Makes entries of the failures that were counted in minutes that are over.
 *
 * @returns how many entries.
 */
export async function recordSignInFailures(tx: Transaction, before: Date): Promise<number> {
  const rows = await tx<{ id: string }[]>`
    with counted as (
      delete from sign_in_failure where minute < date_trunc('minute', ${before}::timestamptz)
      returning minute, principal_kind, principal_id, client_address, count
    )
    insert into audit_entry (at, kind, principal_kind, principal_id, client_address, count)
    select minute, 'sign_in_failed', principal_kind, principal_id, client_address, count from counted
    order by minute
    returning audit_id as id`;
  return rows.length;
}
