import { delayAfter } from './backoff.ts';
import type { ReaderOptions } from './consumer-options.ts';
import { errorClass } from './error-class.ts';
import type { LogEntry } from './event-bus.ts';
import { receiveEntry } from './received-event.ts';
import { lockPosition, movePosition } from './store/consumer-position.ts';
import { insertDeadLetter } from './store/dead-letter.ts';
import { receiveEvents } from './store/inbox.ts';
import { insertWaiting, waitingLanes } from './store/waiting-event.ts';
import type { Transaction } from '@reelhouse/database';

/** The class of error of what is no event, or does not fit its schema. */
export const invalidEvent = 'INVALID_EVENT';

/** Another process has worked for this consumer in the meantime: begin again from where it came to. */
export class PositionMoved extends Error {
  override readonly name = 'PositionMoved';
}

/**
 * Handles what was read of a log, in order, and notes the place that it leads to in the same transaction. All of it is one
 * transaction if every event can be handled; else each event is one of its own, and those that cannot are put aside.
 *
 * @param from the place that was read from.
 * @returns whether some event was put aside to wait.
 * @throws {PositionMoved} if the consumer is no longer at that place.
 */
export async function handleBatch(
  options: ReaderOptions,
  from: number,
  entries: readonly LogEntry[],
): Promise<{ readonly waiting: boolean }> {
  try {
    await options.sql.begin((tx) => handleEntries(tx, options, from, entries));
    return { waiting: false };
  } catch (error) {
    if (error instanceof PositionMoved) throw error;
  }
  let waiting = false;
  let place = from;
  for (const entry of entries) {
    const at = place;
    try {
      await options.sql.begin((tx) => handleEntries(tx, options, at, [entry]));
    } catch (error) {
      if (error instanceof PositionMoved) throw error;
      // If it is the database that fails, so does this, and the event is read again.
      await options.sql.begin((tx) => putAside(tx, options, at, entry, error));
      waiting = true;
    }
    place = entry.sequence;
  }
  return { waiting };
}

async function handleEntries(
  tx: Transaction,
  options: ReaderOptions,
  from: number,
  entries: readonly LogEntry[],
): Promise<void> {
  const { handlers, clock } = options;
  const { watermark } = await lockAt(tx, options, from);
  const received = entries
    .map((entry) => ({ ...entry, event: receiveEntry(entry, handlers, watermark) }))
    .filter(({ event }) => event.kind !== 'passed over');
  if (received.length > 0) {
    const eventIds = received.map(({ eventId }) => eventId);
    const fresh = await receiveEvents(tx, options, eventIds, clock.now());
    const waiting = await waitingLanes(tx, options);
    for (const { eventId, event } of received) {
      // A repeated event may come twice in one batch.
      if (event.kind === 'passed over' || !fresh.delete(eventId)) continue;
      const { lane, text } = event;
      const row = { eventId, lane, event: text };
      if (event.kind === 'invalid') {
        await insertDeadLetter(tx, options, { ...row, error: invalidEvent, attempts: 0, deadAt: clock.now() });
      } else if (waiting.has(lane)) {
        await insertWaiting(tx, options, { ...row, attempts: 0, retryAt: clock.now(), error: null });
      } else {
        await event.work(tx);
      }
    }
  }
  await moveTo(tx, options, entries.at(-1));
}

/** Notes an event as received, and has it wait for another attempt. */
async function putAside(
  tx: Transaction,
  options: ReaderOptions,
  from: number,
  entry: LogEntry,
  error: unknown,
): Promise<void> {
  const { consumer, handlers, clock, log, retry } = options;
  const { watermark } = await lockAt(tx, options, from);
  const event = receiveEntry(entry, handlers, watermark);
  const { eventId } = entry;
  const fresh = await receiveEvents(tx, options, [eventId], clock.now());
  if (event.kind !== 'passed over' && fresh.has(eventId)) {
    const row = { eventId, lane: event.lane, event: event.text, attempts: 1, error: errorClass(error) };
    const delay = delayAfter(retry, 1);
    log.warn({ consumer, eventId, lane: event.lane, error: row.error, delay }, 'an event could not be handled');
    const now = clock.now();
    if (delay === undefined) await insertDeadLetter(tx, options, { ...row, deadAt: now });
    else await insertWaiting(tx, options, { ...row, retryAt: new Date(now.getTime() + delay) });
  }
  await moveTo(tx, options, entry);
}

async function lockAt(tx: Transaction, options: ReaderOptions, from: number) {
  const position = await lockPosition(tx, options);
  if (position.sequence !== from) throw new PositionMoved();
  return position;
}

async function moveTo(tx: Transaction, options: ReaderOptions, entry: LogEntry | undefined): Promise<void> {
  if (entry) await movePosition(tx, options, entry.sequence, entry.eventId);
}
