import type { Sql } from '@reelhouse/database';
import type postgres from 'postgres';

/** A transaction that sees the rows of one moment. */
export interface SnapshotTransaction {
  readonly tx: SnapshotSql;
  close(): Promise<void>;
}

/** What rows are read by. */
export type SnapshotSql = postgres.ISql<{ date: string }>;

/** Begins a transaction that sees the rows of this moment, and changes none. */
export async function beginSnapshot(sql: Sql): Promise<SnapshotTransaction> {
  const tx = await sql.reserve();
  try {
    await tx`begin isolation level repeatable read read only`;
  } catch (error) {
    tx.release();
    throw error;
  }
  return {
    tx,
    async close() {
      try {
        await tx`rollback`;
      } finally {
        tx.release();
      }
    },
  };
}

/** What a snapshot has seen: transactions, and a place of the log before which it has seen everything. */
export interface SnapshotMark {
  readonly watermark: string;
  readonly sequence: number;
  readonly eventId: string | null;
}

/** Says what the snapshot of a transaction has seen. */
export async function readMark(tx: SnapshotSql): Promise<SnapshotMark> {
  const [seen] = await tx<{ watermark: string | null }[]>`select pg_current_snapshot()::text as watermark`;
  const [newest] = await tx<{ sequence: string; eventId: string }[]>`
    select log_sequence as sequence, event_id as "eventId"
    from outbox where log_sequence is not null order by log_sequence desc limit 1`;
  return {
    watermark: seen?.watermark ?? '1:1:',
    sequence: Number(newest?.sequence ?? 0),
    eventId: newest?.eventId ?? null,
  };
}
