import { delayAfter } from './backoff.ts';
import type { ReaderOptions } from './consumer-options.ts';
import { errorClass } from './error-class.ts';
import { invalidEvent } from './handle-batch.ts';
import { receiveEntry } from './received-event.ts';
import { lockPosition } from './store/consumer-position.ts';
import { insertDeadLetter } from './store/dead-letter.ts';
import { deleteWaiting, nextWaiting, postpone, type WaitingEvent } from './store/waiting-event.ts';
import type { Transaction } from '@reelhouse/database';

/**
 * Tries the events that wait and whose time has come, each lane in order. An event that has failed once too often becomes
 * a dead letter, and the later ones of its lane go on.
 *
 * @returns the moment of the next attempt; `undefined` if nothing waits.
 */
export async function retryWaiting(options: ReaderOptions, signal: AbortSignal): Promise<Date | undefined> {
  const { sql, clock } = options;
  for (;;) {
    const event = await nextWaiting(sql, options);
    if (!event || event.retryAt > clock.now() || signal.aborted) return event?.retryAt;
    try {
      await sql.begin((tx) => handleWaiting(tx, options, event));
    } catch (error) {
      await sql.begin((tx) => noteFailure(tx, options, event, error));
    }
  }
}

/** Whether the event still waits, once nobody else works for the consumer. */
async function stillWaits(tx: Transaction, options: ReaderOptions, { waitingId }: WaitingEvent): Promise<boolean> {
  await lockPosition(tx, options);
  return (await nextWaiting(tx, options))?.waitingId === waitingId;
}

async function handleWaiting(tx: Transaction, options: ReaderOptions, waiting: WaitingEvent): Promise<void> {
  if (!(await stillWaits(tx, options, waiting))) return;
  const { eventId, lane, attempts } = waiting;
  // What waits was not part of the snapshot when it came.
  const received = receiveEntry({ content: waiting.event, eventId }, options.handlers, null);
  if (received.kind === 'work') await received.work(tx);
  else if (received.kind === 'invalid') {
    const row = { eventId, lane, event: received.text, error: invalidEvent, attempts };
    await insertDeadLetter(tx, options, { ...row, deadAt: options.clock.now() });
  }
  await deleteWaiting(tx, waiting.waitingId);
}

async function noteFailure(
  tx: Transaction,
  options: ReaderOptions,
  waiting: WaitingEvent,
  error: unknown,
): Promise<void> {
  if (!(await stillWaits(tx, options, waiting))) return;
  const { consumer, clock, log, retry } = options;
  const { waitingId, eventId, lane } = waiting;
  const attempts = waiting.attempts + 1;
  const delay = delayAfter(retry, attempts);
  const failure = { attempts, error: errorClass(error) };
  log.warn({ consumer, eventId, lane, ...failure, delay }, 'an event could not be handled');
  if (delay === undefined) {
    const event = JSON.stringify(waiting.event);
    await insertDeadLetter(tx, options, { eventId, lane, event, ...failure, deadAt: clock.now() });
    await deleteWaiting(tx, waitingId);
  } else {
    await postpone(tx, waitingId, { ...failure, retryAt: new Date(clock.now().getTime() + delay) });
  }
}
