import type { Principal, PrincipalKind } from '@reelhouse/auth';
import type { Sql, Transaction } from '@reelhouse/database';
import type { PasswordAlgorithm } from './credential.ts';

/** Somebody who can sign in, as far as tokens tell of them. */
export interface AccountRow {
  readonly id: number;
  readonly name: string;
  readonly normalized: string;
  readonly active: boolean;
  readonly manager: boolean;
  /** The store that a member of the staff works in; null for customers. */
  readonly storeId: number | null;
}

/** An account with its password; both of its fields are null where none was set. */
export interface AccountWithPassword extends AccountRow {
  readonly algorithm: PasswordAlgorithm | null;
  readonly passwordHash: string | null;
}

/** The account of a normalised login name. Nothing is locked. */
export async function findAccount(
  sql: Sql,
  kind: PrincipalKind,
  normalized: string,
): Promise<AccountWithPassword | undefined> {
  const [row] = await sql<AccountWithPassword[]>`
    select n.principal_id as id, n.name, n.normalized, n.active, n.manager, n.store_id as "storeId",
      c.algorithm, c.password_hash as "passwordHash"
    from login_name n
    left join credential c on c.principal_kind = n.principal_kind and c.principal_id = n.principal_id
    where n.principal_kind = ${kind} and n.normalized = ${normalized}`;
  return row;
}

/** The account of a principal with its password. Nothing is locked. */
export async function readAccount(sql: Sql, { kind, id }: Principal): Promise<AccountWithPassword | undefined> {
  const [row] = await sql<AccountWithPassword[]>`
    select n.principal_id as id, n.name, n.normalized, n.active, n.manager, n.store_id as "storeId",
      c.algorithm, c.password_hash as "passwordHash"
    from login_name n
    left join credential c on c.principal_kind = n.principal_kind and c.principal_id = n.principal_id
    where n.principal_kind = ${kind} and n.principal_id = ${id}`;
  return row;
}

/**
 * Reads the account of a principal and keeps it as it is until the transaction ends: whoever deactivates it or changes its
 * role comes before or after. It is the first lock that is taken; then come the credential, the sessions and their tokens.
 */
export async function holdAccount(tx: Transaction, { kind, id }: Principal): Promise<AccountRow | undefined> {
  const [row] = await tx<AccountRow[]>`
    select principal_id as id, name, normalized, active, manager, store_id as "storeId"
    from login_name where principal_kind = ${kind} and principal_id = ${id} for share`;
  return row;
}
