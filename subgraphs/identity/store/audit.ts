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
  | 'registration_failed'
  | 'people_read'
  | 'access_denied';

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
  readonly count: number;
  /** A JSON object. */
  readonly detail: string;
  /** Null if it is to be that of whoever did it, else that of the member of the staff whom it happened to. */
  readonly storeId: number | null;
  readonly customerIds: readonly number[] | null;
}

/** Adds an entry. The table takes no changes. */
export async function insertAuditEntry(tx: Sql | Transaction, entry: NewAuditEntry): Promise<void> {
  const { principalKind, principalId, actorKind, actorId, customerIds } = entry;
  await tx`
    insert into audit_entry (
      at, kind, principal_kind, principal_id, actor_kind, actor_id, client_address, session_id, count, detail, customer_ids,
      store_id
    )
    values (${entry.at}, ${entry.kind}::audit_kind, ${principalKind}::principal_kind, ${principalId},
      ${actorKind}::principal_kind, ${actorId}, ${entry.clientAddress}, ${entry.sessionId}::uuid, ${entry.count},
      ${entry.detail}::text::jsonb, ${customerIds && [...customerIds]}::integer[],
      coalesce(
        ${entry.storeId}::integer,
        (select store_id from login_name where principal_kind = ${actorKind} and principal_id = ${actorId}),
        (select store_id from login_name where principal_kind = ${principalKind} and principal_id = ${principalId})
      ))`;
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
    insert into audit_entry (at, kind, principal_kind, principal_id, client_address, count, store_id)
    select c.minute, 'sign_in_failed', c.principal_kind, c.principal_id, c.client_address, c.count, n.store_id
    from counted c
    left join login_name n on n.principal_kind = c.principal_kind and n.principal_id = c.principal_id
    order by c.minute
    returning audit_id as id`;
  return rows.length;
}

/** Removes entries of before a moment, and says how many it were. The database removes none of the last 2 years. */
export async function deleteAuditEntriesBefore(tx: Transaction, before: Date, limit: number): Promise<number> {
  const [row] = await tx<{ removed: number | null }[]>`
    select purge_audit_entries(${before}, ${limit})::integer as removed`;
  return row?.removed ?? 0;
}
