import type { Sql, Transaction } from '@reelhouse/database';

/** Which call a key belongs to. */
export interface KeyScope {
  readonly command: string;
  readonly caller: string;
  readonly key: string;
}

/** What is known of a key. */
export interface KnownKey {
  readonly sameInput: boolean | null;
  /** JSON. */
  readonly result: string | null;
}

/** What is written when a key is claimed. */
export interface KeyClaim extends KeyScope {
  /** In hexadecimal digits. */
  readonly inputHash: string;
  readonly at: Date;
  /** How long this transaction may wait for a lock, be it of the key or of anything else, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Makes the key this transaction's own, unless it is known. While another transaction holds it, this waits for the end of
 * that one: a key whose transaction was rolled back is free again.
 *
 * @returns whether the key was claimed.
 * @throws PostgreSQL's 55P03 when it has waited too long.
 */
export async function claimKey(tx: Transaction, claim: KeyClaim): Promise<boolean> {
  const { command, caller, key, inputHash, at, waitMs } = claim;
  // The setting is part of the statement because it saves a round trip in every command.
  const claimed = await tx<{ claimed: boolean | null }[]>`
    with bounded as materialized (select set_config('lock_timeout', ${String(waitMs)}, true) as wait)
    insert into idempotency_key (command, caller, key, input_hash, created_at)
    select ${command}, ${caller}, ${key}, decode(${inputHash}, 'hex'), ${at} from bounded where wait is not null
    on conflict do nothing
    returning true as claimed`;
  return claimed.length > 0;
}

/** What is known of a key, and whether it came with the input of that hash; `undefined` if nothing. */
export async function findKey(
  tx: Transaction,
  { command, caller, key }: KeyScope,
  inputHash: string,
): Promise<KnownKey | undefined> {
  const [known] = await tx<KnownKey[]>`
    select input_hash = decode(${inputHash}, 'hex') as "sameInput", result::text
    from idempotency_key
    where command = ${command} and caller = ${caller} and key = ${key}`;
  return known;
}

/** Keeps what the command answered, with the key that this transaction has claimed. */
export async function keepResult(tx: Transaction, { command, caller, key }: KeyScope, result: string): Promise<void> {
  await tx`
    update idempotency_key set result = ${result}::text::json
    where command = ${command} and caller = ${caller} and key = ${key}`;
}

/** Forgets at most so many of the keys that were made before a moment, the oldest first. */
export async function deleteKeysBefore(sql: Sql | Transaction, moment: Date, limit: number): Promise<number> {
  const deleted = await sql<{ key: string }[]>`
    delete from idempotency_key
    where (command, caller, key) in (
      select command, caller, key from idempotency_key
      where created_at < ${moment} order by created_at limit ${limit} for update skip locked
    )
    returning key`;
  return deleted.length;
}
