import type { ReaderOptions } from './consumer-options.ts';
import { datasetReplacedSubject } from './dataset-replaced.ts';
import type { LogEntry } from './event-bus.ts';
import { asEventMessage } from './event-message.ts';
import { handleBatch, PositionMoved } from './handle-batch.ts';
import { rebuildFromSnapshot, type SnapshotTarget } from './snapshot.ts';
import { ensurePosition, type ConsumerPosition } from './store/consumer-position.ts';
import { isVisibleIn } from './watermark.ts';

/**
 * Reads an owner's log for a consumer, and handles what is in it, until the log may not be the same any more. A consumer
 * that is filled from a snapshot is filled first if it is new, and anew when the owner's dataset was replaced.
 *
 * @param onWaiting called when an event was put aside.
 */
export async function readLog(options: ReaderOptions, signal: AbortSignal, onWaiting: () => void): Promise<void> {
  const { bus, owner, batch = 100, snapshots } = options;
  const target = snapshots?.[owner];
  const position = await ensurePosition(options.sql, options);
  if (target && position.watermark === null) return rebuild(options, target);
  let place = position.sequence;
  const from = await startingPoint(options, position);
  for await (const entries of bus.read(owner, { ...from, limit: batch, signal })) {
    const last = entries.at(-1);
    if (!last) continue;
    if (target && entries.some((entry) => replacesDataset(entry, owner, position))) return rebuild(options, target);
    try {
      const { waiting } = await handleBatch(options, place, entries);
      if (waiting) onWaiting();
    } catch (error) {
      if (error instanceof PositionMoved) return;
      throw error;
    }
    place = last.sequence;
    if (signal.aborted) return;
  }
}

/** Where to begin and what to ask for. A log that does not hold what was read is another one, and read as a whole. */
async function startingPoint(
  { bus, owner, consumer, handlers, snapshots, log }: ReaderOptions,
  { sequence, eventId }: ConsumerPosition,
): Promise<{ after: number; subjects: readonly string[] }> {
  const subjects = new Set(handlers.map(({ definition }) => definition.subject));
  if (snapshots?.[owner]) subjects.add(datasetReplacedSubject(owner));
  const isSame = eventId === null || (await bus.holds(owner, { sequence, eventId }));
  if (!isSame) log.warn({ consumer, owner, sequence }, 'the log is not the one that was read: reading all of it');
  return { after: isSame ? sequence : 0, subjects: [...subjects] };
}

function replacesDataset({ content }: LogEntry, owner: string, { watermark }: ConsumerPosition): boolean {
  const message = asEventMessage(content);
  if (message?.subject !== datasetReplacedSubject(owner)) return false;
  return watermark === null || !isVisibleIn(watermark, message.transactionId);
}

async function rebuild({ bus, sql, consumer, owner, log }: ReaderOptions, target: SnapshotTarget): Promise<void> {
  log.info({ consumer, owner, snapshot: target.name }, 'filling from a snapshot');
  if (!(await rebuildFromSnapshot({ bus, sql, consumer, owner }, target))) {
    throw new Error('another process fills the consumer from the snapshot');
  }
}
