import type { Sql, Transaction } from '@reelhouse/database';

/** A key that access tokens are signed with. */
export interface SigningKeyRow {
  readonly kid: string;
  readonly privateJwk: unknown;
  readonly publicJwk: unknown;
  readonly activeFrom: Date;
  /** When no token that it signed can be alive any more; null until it has a successor. */
  readonly retiresAt: Date | null;
}

/** The keys that are not retired, the youngest first. */
export async function readSigningKeys(sql: Sql | Transaction, at: Date): Promise<SigningKeyRow[]> {
  return sql<SigningKeyRow[]>`
    select kid, private_jwk as "privateJwk", public_jwk as "publicJwk", active_from as "activeFrom",
      retires_at as "retiresAt"
    from signing_key where retires_at is null or retires_at > ${at}
    order by active_from desc, kid`;
}

/** Keeps other processes from making keys until the transaction ends. */
export async function lockSigningKeys(tx: Transaction): Promise<void> {
  await tx<{ locked: string | null }[]>`
    select pg_advisory_xact_lock(hashtextextended('identity signing keys', 0))::text as locked`;
}

/** A key that was made. */
export interface NewSigningKey {
  readonly kid: string;
  /** As JSON. */
  readonly privateJwk: string;
  readonly publicJwk: string;
  readonly createdAt: Date;
  readonly activeFrom: Date;
}

/** Keeps a key. */
export async function insertSigningKey(tx: Transaction, key: NewSigningKey): Promise<void> {
  await tx`
    insert into signing_key (kid, algorithm, private_jwk, public_jwk, created_at, active_from)
    values (${key.kid}, 'EdDSA', ${key.privateJwk}::text::jsonb, ${key.publicJwk}::text::jsonb, ${key.createdAt},
      ${key.activeFrom})`;
}

/** Says of the keys that have a successor now when they retire. */
export async function retireOlderKeys(
  tx: Transaction,
  { kid, retiresAt }: { readonly kid: string; readonly retiresAt: Date },
): Promise<void> {
  await tx`update signing_key set retires_at = ${retiresAt} where retires_at is null and kid <> ${kid}`;
}

/** Forgets the keys that retired before a moment, and says how many it were. */
export async function deleteKeysBefore(tx: Transaction, retiredBefore: Date): Promise<number> {
  const rows = await tx<{ kid: string }[]>`delete from signing_key where retires_at < ${retiredBefore} returning kid`;
  return rows.length;
}
