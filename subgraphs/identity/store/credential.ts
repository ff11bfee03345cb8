import type { Principal } from '@reelhouse/auth';
import type { Transaction } from '@reelhouse/database';

/** How a password was hashed. Only argon2id is made here; the others come with imported books. */
export type PasswordAlgorithm = 'argon2id' | 'bcrypt' | 'sha1';

/** The password of a principal, as it is stored. */
export interface CredentialRow {
  readonly algorithm: PasswordAlgorithm;
  readonly passwordHash: string;
}

/** Reads the password of a principal and keeps others from changing it until the transaction ends. */
export async function lockCredential(tx: Transaction, { kind, id }: Principal): Promise<CredentialRow | undefined> {
  const [row] = await tx<CredentialRow[]>`
    select algorithm, password_hash as "passwordHash" from credential
    where principal_kind = ${kind} and principal_id = ${id} for no key update`;
  return row;
}

/** Sets the password of a principal, who may have had none. */
export async function writeCredential(
  tx: Transaction,
  { kind, id }: Principal,
  { passwordHash, at }: { readonly passwordHash: string; readonly at: Date },
): Promise<void> {
  await tx`
    insert into credential (principal_kind, principal_id, algorithm, password_hash, updated_at)
    values (${kind}::principal_kind, ${id}, 'argon2id', ${passwordHash}, ${at})
    on conflict (principal_kind, principal_id)
    do update set algorithm = 'argon2id', password_hash = ${passwordHash}, updated_at = ${at}`;
}
