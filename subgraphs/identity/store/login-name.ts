import type { Principal, PrincipalKind } from '@reelhouse/auth';
import type { Transaction } from '@reelhouse/database';

/** What is known of somebody who signs in, as it is stored. */
export interface LoginNameRow {
  readonly name: string;
  readonly normalized: string;
  readonly active: boolean;
  readonly manager: boolean;
  /** The store that a member of the staff works in; null for customers. */
  readonly storeId: number | null;
}

/** The login name of a principal, locked until the transaction ends. */
export async function lockLoginName(tx: Transaction, { kind, id }: Principal): Promise<LoginNameRow | undefined> {
  const [row] = await tx<LoginNameRow[]>`
    select name, normalized, active, manager, store_id as "storeId" from login_name
    where principal_kind = ${kind} and principal_id = ${id} for update`;
  return row;
}

/**
 * Gives somebody a login name.
 *
 * @returns whether the name was free.
 */
export async function insertLoginName(
  tx: Transaction,
  { kind, id }: Principal,
  row: LoginNameRow,
  at: Date,
): Promise<boolean> {
  const { name, normalized, active, manager, storeId } = row;
  const inserted = await tx<{ id: number }[]>`
    insert into login_name (principal_kind, principal_id, name, normalized, active, manager, store_id, updated_at)
    values (${kind}::principal_kind, ${id}, ${name}, ${normalized}, ${active}, ${manager}, ${storeId}, ${at})
    on conflict (principal_kind, normalized) do nothing
    returning principal_id as id`;
  return inserted.length > 0;
}

/** Changes what is known of somebody. The name has to be free. */
export async function updateLoginName(
  tx: Transaction,
  { kind, id }: Principal,
  row: LoginNameRow,
  at: Date,
): Promise<void> {
  const { name, normalized, active, manager, storeId } = row;
  await tx`
    update login_name
    set name = ${name}, normalized = ${normalized}, active = ${active}, manager = ${manager}, store_id = ${storeId},
      updated_at = ${at}
    where principal_kind = ${kind} and principal_id = ${id}`;
}

/** Takes somebody's login name away. */
export async function deleteLoginName(tx: Transaction, { kind, id }: Principal): Promise<void> {
  await tx`delete from login_name where principal_kind = ${kind} and principal_id = ${id}`;
}

/** Whether somebody else has a login name. */
export async function isNameTaken(tx: Transaction, { kind, id }: Principal, normalized: string): Promise<boolean> {
  const rows = await tx<{ id: number }[]>`
    select principal_id as id from login_name
    where principal_kind = ${kind} and normalized = ${normalized} and principal_id <> ${id}`;
  return rows.length > 0;
}

/** Gives the name and the password of one principal to another one of the same kind, who can sign in with them then. */
export async function handOverAccount(
  tx: Transaction,
  kind: PrincipalKind,
  { from, to }: { readonly from: number; readonly to: number },
  at: Date,
): Promise<void> {
  await tx`delete from login_name where principal_kind = ${kind} and principal_id = ${to}`;
  await tx`
    update login_name set principal_id = ${to}, active = true, updated_at = ${at}
    where principal_kind = ${kind} and principal_id = ${from}`;
  await tx`delete from credential where principal_kind = ${kind} and principal_id = ${to}`;
  await tx`update credential set principal_id = ${to} where principal_kind = ${kind} and principal_id = ${from}`;
}

/** Lets go of the name and the password of a principal. */
export async function deleteAccount(tx: Transaction, { kind, id }: Principal): Promise<void> {
  await tx`delete from login_name where principal_kind = ${kind} and principal_id = ${id}`;
  await tx`delete from credential where principal_kind = ${kind} and principal_id = ${id}`;
}
