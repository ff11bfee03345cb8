import type { Sql } from '@reelhouse/database';
import type { RangeOptions } from '../event-bus.ts';
import type { EventMessage } from '../event-message.ts';
import type { Transaction } from '@reelhouse/database';

/** What is the same for all events of a kind. */
interface EventKind {
  readonly subject: string;
  readonly version: number;
  readonly aggregate: string;
}

interface NewEvent {
  readonly aggregateId: string;
  /** JSON. */
  readonly payload: string;
  readonly occurredAt: Date;
  readonly traceparent: string | null;
}

/** An event of the outbox. */
export interface OutboxRow {
  readonly outboxId: string;
  readonly message: EventMessage;
}

/** An event of the log that the outbox is. */
export interface PublishedEvent {
  readonly sequence: number;
  readonly message: EventMessage;
}

interface EventRow {
  readonly outboxId: string;
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly payload: unknown;
  readonly occurredAt: Date;
  readonly traceparent: string | null;
  readonly transactionId: string;
  readonly sequence: string | null;
}

/** Writes events of one kind, in the order given, and answers their ids. */
export async function insertEvents(tx: Transaction, kind: EventKind, events: readonly NewEvent[]): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    insert into outbox (subject, version, aggregate_type, aggregate_id, payload, occurred_at, traceparent)
    select ${kind.subject}, ${kind.version}, ${kind.aggregate}, e.aggregate_id, e.payload::jsonb,
      e.occurred_at::timestamptz, e.traceparent
    from unnest(
      ${events.map((event) => event.aggregateId)}::text[],
      ${events.map((event) => event.payload)}::text[],
      ${events.map((event) => event.occurredAt.toISOString())}::text[],
      ${events.map((event) => event.traceparent)}::text[]
    ) with ordinality as e (aggregate_id, payload, occurred_at, traceparent, place)
    order by e.place
    returning event_id as id`;
  return rows.map(({ id }) => id);
}

/**
 * The first events that are not published, in the order in which they were written. What commits later with a lower
 * number is not passed by for ever: it is unpublished, and so among the first the next time.
 */
export async function unpublishedEvents(sql: Sql, limit: number): Promise<OutboxRow[]> {
  const rows = await sql<EventRow[]>`
    select outbox_id as "outboxId", event_id as id, subject, version, aggregate_type as "aggregateType",
      aggregate_id as "aggregateId", payload, occurred_at as "occurredAt", traceparent,
      transaction_id::text as "transactionId", log_sequence as sequence
    from outbox where log_sequence is null order by outbox_id limit ${limit}`;
  return rows.map((row) => ({ outboxId: row.outboxId, message: toMessage(row) }));
}

/** Notes where in the log events are. Rows that have a place already keep it. */
export async function markPublished(
  sql: Sql,
  outboxIds: readonly string[],
  sequences: readonly number[],
  at: Date,
): Promise<void> {
  await sql`
    update outbox set log_sequence = p.log_sequence, published_at = ${at}
    from unnest(${[...outboxIds]}::bigint[], ${[...sequences]}::bigint[]) as p (outbox_id, log_sequence)
    where outbox.outbox_id = p.outbox_id and outbox.log_sequence is null`;
}

/** The event that has the last place in the log, as far as it was noted. */
export async function newestPublished(sql: Sql): Promise<{ sequence: number; eventId: string } | undefined> {
  const [row] = await sql<{ sequence: string; eventId: string }[]>`
    select log_sequence as sequence, event_id as "eventId"
    from outbox where log_sequence is not null order by log_sequence desc limit 1`;
  return row && { sequence: Number(row.sequence), eventId: row.eventId };
}

/** Whether the outbox has this event at this place of the log. */
export async function isPublishedAt(sql: Sql, sequence: number, eventId: string): Promise<boolean> {
  const rows = await sql<{ found: number }[]>`
    select 1 as found from outbox where log_sequence = ${sequence} and event_id::text = ${eventId}`;
  return rows.length > 0;
}

/** Has everything that was published since a moment published again, in the same order. Answers how many events that is. */
export async function unpublishSince(sql: Sql, moment: Date): Promise<number> {
  const result = await sql`
    update outbox set log_sequence = null, published_at = null
    where log_sequence is not null and published_at >= ${moment}`;
  return result.count;
}

/** Published events after a place of the log, in its order. */
export async function publishedEvents(sql: Sql, after: number, limit: number): Promise<PublishedEvent[]> {
  const rows = await sql<EventRow[]>`
    select outbox_id as "outboxId", event_id as id, subject, version, aggregate_type as "aggregateType",
      aggregate_id as "aggregateId", payload, occurred_at as "occurredAt", traceparent,
      transaction_id::text as "transactionId", log_sequence as sequence
    from outbox where log_sequence > ${after} order by log_sequence limit ${limit}`;
  return rows.map(toPublished);
}

/** Published events of some subjects after a place of the log up to another, in its order. */
export async function publishedUpTo(
  sql: Sql,
  { after, upTo, subjects, limit }: Pick<RangeOptions, 'after' | 'upTo' | 'subjects' | 'limit'>,
): Promise<PublishedEvent[]> {
  const wanted = subjects.length === 0 ? null : [...subjects];
  const rows = await sql<EventRow[]>`
    select outbox_id as "outboxId", event_id as id, subject, version, aggregate_type as "aggregateType",
      aggregate_id as "aggregateId", payload, occurred_at as "occurredAt", traceparent,
      transaction_id::text as "transactionId", log_sequence as sequence
    from outbox
    where log_sequence > ${after} and log_sequence <= ${upTo}
      and (${wanted}::text[] is null or subject = any(${wanted}::text[]))
    order by log_sequence limit ${limit}`;
  return rows.map(toPublished);
}

/**
 * Gives events the next places of the log that the outbox itself is, in the order given, and wakes who reads it. Events
 * that have a place keep it.
 *
 * @returns their places, in the same order.
 */
export async function appendToLog(sql: Sql, eventIds: readonly string[], at: Date): Promise<number[]> {
  const rows = await sql<{ id: string; sequence: string | null }[]>`
    with last as (select coalesce(max(log_sequence), 0) as log_sequence from outbox where log_sequence is not null),
    placed as (
      update outbox set log_sequence = last.log_sequence + e.place, published_at = ${at}
      from last, unnest(${[...eventIds]}::uuid[]) with ordinality as e (event_id, place)
      where outbox.event_id = e.event_id and outbox.log_sequence is null
      returning outbox.event_id as id, outbox.log_sequence as sequence
    )
    select id, sequence from placed
    union all
    select event_id, log_sequence from outbox
    where log_sequence is not null and event_id = any(${[...eventIds]}::uuid[])`;
  await sql<{ sent: string | null }[]>`select pg_notify(current_schema() || '_log', '')::text as sent`;
  const sequences = new Map(rows.map(({ id, sequence }) => [id, Number(sequence)]));
  return eventIds.map((id) => {
    const sequence = sequences.get(id);
    if (sequence === undefined) throw new Error('an event is no longer in the outbox');
    return sequence;
  });
}

/** How many published events come after a place of the log. */
export async function countPublishedAfter(sql: Sql, after: number): Promise<number> {
  const [row] = await sql<{ count: string }[]>`select count(*) as count from outbox where log_sequence > ${after}`;
  return Number(row?.count ?? 0);
}

/**
 * Removes events that were published before a moment, but not the last one of the log: the next one's place follows from
 * its place. Answers how many.
 */
export async function deletePublishedBefore(sql: Sql, moment: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from outbox where outbox_id in (
      select outbox_id from outbox
      where published_at < ${moment} and log_sequence < (select max(log_sequence) from outbox)
      order by outbox_id limit ${limit}
    )`;
  return result.count;
}

function toPublished(row: EventRow): PublishedEvent {
  return { sequence: Number(row.sequence), message: toMessage(row) };
}

function toMessage(row: EventRow): EventMessage {
  const { id, subject, version, aggregateType, aggregateId, payload, occurredAt, traceparent, transactionId } = row;
  return {
    id,
    subject,
    version,
    aggregateType,
    aggregateId,
    occurredAt: occurredAt.toISOString(),
    payload,
    ...(traceparent !== null && { traceparent }),
    transactionId,
  };
}
