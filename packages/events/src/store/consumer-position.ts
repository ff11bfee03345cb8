import type { Sql } from '@reelhouse/database';
import type { Transaction } from '@reelhouse/database';

/** How far a consumer has read the log of an owner. */
export interface ConsumerPosition {
  readonly sequence: number;
  readonly eventId: string | null;
  readonly watermark: string | null;
}

/** A consumer and the log that it reads. */
export interface ConsumerKey {
  readonly consumer: string;
  readonly owner: string;
}

interface PositionRow {
  readonly sequence: string;
  readonly eventId: string | null;
  readonly watermark: string | null;
}

/** The consumer's place; the beginning if it has never read. */
export async function ensurePosition(sql: Sql, { consumer, owner }: ConsumerKey): Promise<ConsumerPosition> {
  await sql`
    insert into consumer_position (consumer, owner, log_sequence) values (${consumer}, ${owner}, 0)
    on conflict do nothing`;
  const [row] = await sql<PositionRow[]>`
    select log_sequence as sequence, event_id as "eventId", watermark
    from consumer_position where consumer = ${consumer} and owner = ${owner}`;
  return { sequence: Number(row?.sequence ?? 0), eventId: row?.eventId ?? null, watermark: row?.watermark ?? null };
}

/** The consumer's place, which nobody else changes until the transaction ends: one process at a time works for it. */
export async function lockPosition(tx: Transaction, { consumer, owner }: ConsumerKey): Promise<ConsumerPosition> {
  const [row] = await tx<PositionRow[]>`
    select log_sequence as sequence, event_id as "eventId", watermark
    from consumer_position where consumer = ${consumer} and owner = ${owner} for update`;
  return { sequence: Number(row?.sequence ?? 0), eventId: row?.eventId ?? null, watermark: row?.watermark ?? null };
}

/** Notes a new place. */
export async function movePosition(
  tx: Transaction,
  { consumer, owner }: ConsumerKey,
  sequence: number,
  eventId: string | null,
): Promise<void> {
  await tx`
    update consumer_position set log_sequence = ${sequence}, event_id = ${eventId}
    where consumer = ${consumer} and owner = ${owner}`;
}

/** Notes a new place, and the snapshot that the consumer was filled from. */
export async function startAfterSnapshot(
  tx: Transaction,
  { consumer, owner }: ConsumerKey,
  position: ConsumerPosition,
): Promise<void> {
  const { sequence, eventId, watermark } = position;
  await tx`
    insert into consumer_position (consumer, owner, log_sequence, event_id, watermark)
    values (${consumer}, ${owner}, ${sequence}, ${eventId}, ${watermark})
    on conflict (consumer, owner) do update
    set log_sequence = excluded.log_sequence, event_id = excluded.event_id, watermark = excluded.watermark`;
}

/** Where all consumers of the schema are. */
export async function allPositions(sql: Sql): Promise<(ConsumerKey & { readonly sequence: number })[]> {
  const rows = await sql<{ consumer: string; owner: string; sequence: string }[]>`
    select consumer, owner, log_sequence as sequence from consumer_position order by consumer, owner`;
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}
