import type { Sql } from '@reelhouse/database';

interface LagRow {
  readonly unpublished: number | null;
  readonly oldestUnpublishedSeconds: number | null;
  readonly waiting: number | null;
  readonly deadLetters: number | null;
  readonly oldestDeadLetterSeconds: number | null;
}

/** Counts what is not done yet. Ages are in seconds. */
export async function selectLag(sql: Sql, now: Date): Promise<{ [name in keyof LagRow]: number }> {
  const [row] = await sql<LagRow[]>`
    select
      (select count(*)::integer from outbox where log_sequence is null) as unpublished,
      (select greatest(0, extract(epoch from ${now} - min(occurred_at)))::float8
        from outbox where log_sequence is null) as "oldestUnpublishedSeconds",
      (select count(*)::integer from waiting_event) as waiting,
      (select count(*)::integer from dead_letter) as "deadLetters",
      (select greatest(0, extract(epoch from ${now} - min(dead_at)))::float8 from dead_letter)
        as "oldestDeadLetterSeconds"`;
  return {
    unpublished: row?.unpublished ?? 0,
    oldestUnpublishedSeconds: row?.oldestUnpublishedSeconds ?? 0,
    waiting: row?.waiting ?? 0,
    deadLetters: row?.deadLetters ?? 0,
    oldestDeadLetterSeconds: row?.oldestDeadLetterSeconds ?? 0,
  };
}
