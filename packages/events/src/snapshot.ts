import type { Sql } from '@reelhouse/database';
import type { JSONSchemaType } from 'ajv';
import type { EventBus } from './event-bus.ts';
import { payloadCheck } from './payload-check.ts';
import { ensurePosition, lockPosition, startAfterSnapshot, type ConsumerKey } from './store/consumer-position.ts';
import { forgetReceived } from './store/inbox.ts';
import { openLockSession } from './store/session-lock.ts';
import { beginSnapshot, readMark, type SnapshotMark, type SnapshotSql } from './store/snapshot.ts';
import type { Transaction } from '@reelhouse/database';

/** The rows that an owner lets others build read models from. */
export interface SnapshotOffer {
  readonly bus: EventBus;
  readonly owner: string;
  /** Connections as the owner's role; one is taken for as long as somebody reads. */
  readonly sql: Sql;
  /** `<owner>.<rows>`, such as `rental.copies`. */
  readonly name: string;
  /**
   * Reads the rows in parts, by a transaction that sees one moment: some hundred rows a part, less than 500 kB as JSON, and
   * what `JSON.stringify` makes of them is what arrives.
   */
  readonly read: (tx: SnapshotSql) => AsyncIterable<readonly unknown[]>;
}

/** Lets consumers ask for a snapshot, here or in another process, until the bus is closed. */
export async function offerSnapshot({ bus, sql, name, read }: SnapshotOffer): Promise<void> {
  await bus.offer(name, async function* () {
    const snapshot = await beginSnapshot(sql);
    try {
      yield await readMark(snapshot.tx);
      yield* read(snapshot.tx);
    } finally {
      await snapshot.close();
    }
  });
}

/** Where a consumer puts the rows of a snapshot. */
export interface SnapshotTarget {
  /** The snapshot's name. */
  readonly name: string;
  /** Prepares for new rows, beside those in use: what an attempt that broke off has left is thrown away here. */
  readonly begin: (tx: Transaction) => Promise<void>;
  /** Takes a part of the rows, in a transaction of its own. They come from outside: check them. */
  readonly load: (tx: Transaction, rows: readonly unknown[]) => Promise<void>;
  /** Puts the new rows in the place of the old ones. */
  readonly finish: (tx: Transaction) => Promise<void>;
}

const markSchema: JSONSchemaType<SnapshotMark> = {
  type: 'object',
  properties: {
    watermark: { type: 'string', pattern: '^\\d+:\\d+:[\\d,]*$' },
    sequence: { type: 'integer', minimum: 0 },
    // Ajv's types want null in the list of values of what may be null.
    eventId: { type: 'string', nullable: true as never },
  },
  required: ['watermark', 'sequence'] as never,
};
const checkMark = payloadCheck(markSchema);

/**
 * Fills a consumer's read model from an owner's snapshot, and has the consumer go on with the events that the snapshot has
 * not seen, without a gap and without doing anything twice: each event knows the transaction that wrote it, and the
 * snapshot which transactions it has seen.
 *
 * The consumer may be at work meanwhile, on the old rows. What it has received, waits for or has given up is forgotten:
 * either it is in the snapshot, or it is read again.
 *
 * @returns whether it was done; not if another process is doing it.
 * @throws if nobody offers the snapshot, or it breaks off: the old rows are still in use.
 */
export async function rebuildFromSnapshot(
  { bus, sql, consumer, owner }: ConsumerKey & { readonly bus: EventBus; readonly sql: Sql },
  target: SnapshotTarget,
): Promise<boolean> {
  const key = { consumer, owner };
  const lost = new AbortController();
  const session = openLockSession(sql, () => lost.abort());
  try {
    if (!(await session.tryLock(`rebuild ${consumer} ${owner}`))) return false;
    let mark: SnapshotMark | undefined;
    for await (const value of bus.request(target.name)) {
      lost.signal.throwIfAborted();
      if (!mark) {
        mark = asMark(value);
        await sql.begin((tx) => target.begin(tx));
      } else {
        if (!Array.isArray(value)) throw new Error(`${target.name}: no part of a snapshot`);
        await sql.begin((tx) => target.load(tx, value));
      }
    }
    if (!mark) throw new Error(`${target.name}: an empty snapshot`);
    const after = mark;
    await ensurePosition(sql, key);
    await sql.begin(async (tx) => {
      await lockPosition(tx, key);
      await target.finish(tx);
      await forgetReceived(tx, key);
      await startAfterSnapshot(tx, key, after);
    });
    return true;
  } finally {
    await session.close();
  }
}

function asMark(value: unknown): SnapshotMark {
  const result = checkMark(value);
  if (!result.valid) throw new Error(`a snapshot begins with what it has seen: ${result.problem}`);
  return { ...result.payload, eventId: result.payload.eventId ?? null };
}
