import type { Sql } from '@reelhouse/database';
import type { Transaction } from '@reelhouse/database';
import type { ConsumerKey } from './consumer-position.ts';

/** An event that waits, as it is written. */
export interface NewWaitingEvent {
  readonly eventId: string;
  readonly lane: string;
  /** JSON. */
  readonly event: string;
  readonly attempts: number;
  readonly retryAt: Date;
  readonly error: string | null;
}

/** The first event of a lane. */
export interface WaitingEvent {
  readonly waitingId: string;
  readonly eventId: string;
  readonly lane: string;
  readonly event: unknown;
  readonly attempts: number;
  readonly retryAt: Date;
}

/** Lets an event wait, behind those of its lane that do. */
export async function insertWaiting(tx: Transaction, key: ConsumerKey, row: NewWaitingEvent): Promise<void> {
  await tx`
    insert into waiting_event (consumer, owner, event_id, lane, event, attempts, retry_at, error)
    values (${key.consumer}, ${key.owner}, ${row.eventId}, ${row.lane}, ${row.event}::text::jsonb, ${row.attempts},
      ${row.retryAt}, ${row.error})`;
}

/** The lanes in which events wait. */
export async function waitingLanes(tx: Transaction, { consumer, owner }: ConsumerKey): Promise<Set<string>> {
  const rows = await tx<{ lane: string }[]>`
    select distinct lane from waiting_event where consumer = ${consumer} and owner = ${owner}`;
  return new Set(rows.map(({ lane }) => lane));
}

/** The first of the lane whose turn comes next, whether it has come or not. */
export async function nextWaiting(
  sql: Sql | Transaction,
  { consumer, owner }: ConsumerKey,
): Promise<WaitingEvent | undefined> {
  const [row] = await sql<WaitingEvent[]>`
    select waiting_id as "waitingId", event_id as "eventId", lane, event, attempts, retry_at as "retryAt"
    from waiting_event w
    where consumer = ${consumer} and owner = ${owner} and not exists (
      select from waiting_event before
      where before.consumer = w.consumer and before.owner = w.owner and before.lane = w.lane
        and before.waiting_id < w.waiting_id)
    order by retry_at, waiting_id limit 1`;
  return row;
}

/** Notes a failed attempt. */
export async function postpone(
  tx: Transaction,
  waitingId: string,
  attempt: { readonly attempts: number; readonly retryAt: Date; readonly error: string },
): Promise<void> {
  await tx`
    update waiting_event
    set attempts = ${attempt.attempts}, retry_at = ${attempt.retryAt}, error = ${attempt.error}
    where waiting_id = ${waitingId}::bigint`;
}

/** The event waits no longer. */
export async function deleteWaiting(tx: Transaction, waitingId: string): Promise<void> {
  await tx`delete from waiting_event where waiting_id = ${waitingId}::bigint`;
}
