import type { Sql, Transaction } from '@reelhouse/database';

/** How often attempts of a key have failed, the present one with them. */
export interface CountedKey {
  /** SHA-256, in hexadecimal digits, as all hashes here. */
  readonly keyHash: string;
  readonly failures: number;
}

/**
 * Counts an attempt as a failure of each of the keys, in the order in which they lock each other out. Keys that are
 * blocked are left out: then the whole has to be rolled back.
 */
export async function countFailure(
  tx: Transaction,
  keyHashes: readonly string[],
  { at, forgottenAt }: { readonly at: Date; readonly forgottenAt: Date },
): Promise<CountedKey[]> {
  const counted = await tx<{ keyHash: string | null; failures: number }[]>`
    insert into sign_in_throttle as t (key_hash, failures, forgotten_at)
    select decode(k.hex, 'hex'), 1, ${forgottenAt} from unnest(${[...keyHashes]}::text[]) as k (hex) order by k.hex
    on conflict (key_hash) do update
    set failures = case when t.forgotten_at <= ${at} then 1 else t.failures + 1 end,
      blocked_until = null, forgotten_at = ${forgottenAt}
    where t.blocked_until is null or t.blocked_until <= ${at}
    returning encode(key_hash, 'hex') as "keyHash", failures`;
  return counted.map(({ keyHash, failures }) => ({ keyHash: keyHash ?? '', failures }));
}

/** Blocks a key that was counted in the same transaction. */
export async function blockKey(
  tx: Transaction,
  keyHash: string,
  { until, forgottenAt }: { readonly until: Date; readonly forgottenAt: Date },
): Promise<void> {
  await tx`
    update sign_in_throttle set blocked_until = ${until}, forgotten_at = ${forgottenAt} where key_hash = decode(${keyHash}, 'hex')`;
}

/** Until when one of the keys is blocked; undefined if none is. */
export async function blockedUntil(sql: Sql, keyHashes: readonly string[], at: Date): Promise<Date | undefined> {
  const [row] = await sql<{ until: Date | null }[]>`
    select max(blocked_until)::timestamptz as until from sign_in_throttle
    where key_hash in (select decode(k.hex, 'hex') from unnest(${[...keyHashes]}::text[]) as k (hex))
      and blocked_until > ${at}`;
  return row?.until ?? undefined;
}

/** Takes back one failure of a key, and the block that it set, if it takes more failures than are left to set one. */
export async function uncountFailure(
  tx: Sql | Transaction,
  { keyHash, limit }: { readonly keyHash: string; readonly limit: number },
): Promise<void> {
  await tx`
    update sign_in_throttle
    set failures = greatest(failures - 1, 0),
      blocked_until = case when failures > ${limit} then blocked_until end
    where key_hash = decode(${keyHash}, 'hex')`;
}

/** Forgets all failures of a key. */
export async function forgetKey(tx: Transaction, keyHash: string): Promise<void> {
  await tx`delete from sign_in_throttle where key_hash = decode(${keyHash}, 'hex')`;
}

/** Forgets the keys whose failures do not count any more since a moment, and says how many it were. */
export async function deleteThrottleBefore(tx: Transaction, forgottenBefore: Date, limit: number): Promise<number> {
  const rows = await tx<{ failures: number }[]>`
    delete from sign_in_throttle where key_hash in (
      select key_hash from sign_in_throttle where forgotten_at < ${forgottenBefore} order by forgotten_at limit ${limit}
      for update skip locked
    )
    returning failures`;
  return rows.length;
}
