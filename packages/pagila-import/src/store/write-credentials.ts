import type { TransactionSql } from 'postgres';

/** A password that was not taken. */
export interface UnknownPassword {
  readonly staffId: number;
  readonly line: number;
}

/**
 * Writes the password hashes of the staff that was written: SHA-1 as Pagila has it, or bcrypt.
 *
 * @returns whose password is in neither form. Those sign in only after a new one was set.
 */
export async function writeCredentials(tx: TransactionSql, now: Date): Promise<UnknownPassword[]> {
  await tx`
    insert into identity.credential (principal_kind, principal_id, algorithm, password_hash, updated_at)
    select
      'staff', staff_id,
      case when password ~ '^\\$2' then 'bcrypt' else 'sha1' end::identity.password_algorithm,
      case when password ~ '^\\$2' then password else lower(password) end,
      coalesce(last_update, ${now})
    from staged_staff
    where problem is null and password ~ '^([0-9A-Fa-f]{40}|\\$2[abxy]?\\$[0-9]{2}\\$[./A-Za-z0-9]{53})$'
    order by staff_id`;
  return tx<UnknownPassword[]>`
    select staff_id as "staffId", line from staged_staff s
    where problem is null and password <> '' and not exists (
      select from identity.credential where principal_kind = 'staff' and principal_id = s.staff_id)
    order by position`;
}
