import type { Sql } from '@reelhouse/database';
import type { Transaction } from '@reelhouse/database';
import type { ConsumerKey } from './consumer-position.ts';

/** An event that a consumer gave up, as it is written. */
export interface NewDeadLetter {
  readonly eventId: string;
  readonly lane: string;
  /** JSON. */
  readonly event: string;
  readonly error: string;
  readonly attempts: number;
  readonly deadAt: Date;
}

/** An event that a consumer gave up. */
export interface DeadLetter extends ConsumerKey {
  readonly id: string;
  readonly eventId: string;
  /** `<aggregate type>/<id>`. */
  readonly lane: string;
  readonly subject: string | null;
  /** The class of the error: `INVALID_EVENT`, a code of PostgreSQL, or a name. */
  readonly error: string;
  readonly attempts: number;
  readonly deadAt: Date;
}

/** Gives an event up. */
export async function insertDeadLetter(tx: Transaction, key: ConsumerKey, row: NewDeadLetter): Promise<void> {
  await tx`
    insert into dead_letter (consumer, owner, event_id, lane, event, error, attempts, dead_at)
    values (${key.consumer}, ${key.owner}, ${row.eventId}, ${row.lane}, ${row.event}::text::jsonb, ${row.error},
      ${row.attempts}, ${row.deadAt})`;
}

/** The dead letters of the schema, the oldest first, at most 1000. */
export async function selectDeadLetters(sql: Sql | Transaction): Promise<DeadLetter[]> {
  return sql<DeadLetter[]>`
    select dead_letter_id as id, consumer, owner, event_id as "eventId", lane, event ->> 'subject' as subject, error,
      attempts, dead_at as "deadAt"
    from dead_letter order by dead_letter_id limit 1000`;
}

/**
 * Has dead letters handled again, in the order in which they came, as if they had never been tried.
 *
 * @param ids those to take; all of the schema if undefined.
 * @returns how many there were.
 */
export async function reviveDeadLetters(
  sql: Sql | Transaction,
  ids: readonly string[] | undefined,
  at: Date,
): Promise<number> {
  const result = await sql`
    with taken as (
      delete from dead_letter
      where ${ids === undefined}::boolean or dead_letter_id = any(${[...(ids ?? [])]}::bigint[])
      returning *
    )
    insert into waiting_event (consumer, owner, event_id, lane, event, attempts, retry_at)
    select consumer, owner, event_id, lane, event, 0, ${at} from taken order by dead_letter_id`;
  if (result.count > 0)
    await sql<{ sent: string | null }[]>`select pg_notify(current_schema() || '_waiting', '')::text as sent`;
  return result.count;
}
