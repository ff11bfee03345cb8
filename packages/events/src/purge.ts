import type { Sql } from '@reelhouse/database';
import { deleteReceivedBefore } from './store/inbox.ts';
import { deletePublishedBefore } from './store/outbox.ts';

/**
 * For how long published events are kept in the outbox: as long as a log that lost them can be filled again, and where
 * there is no NATS, as long as a consumer may be away.
 */
export const outboxDays = 7;

/**
 * For how long a consumer remembers what it has received. Longer than events are kept in any log (8 days in JetStream, 7
 * in the outbox): a log that is read from the beginning must bring nothing that was forgotten.
 */
export const inboxDays = 30;

const rowsPerStatement = 10_000;

/**
 * Removes events that were published before a moment. What is not published stays, however old it is, and so does the one
 * that was published last.
 *
 * @param olderThan `outboxDays` ago, or earlier.
 * @returns how many there were.
 */
export async function purgeOutbox(sql: Sql, olderThan: Date): Promise<number> {
  return inParts(() => deletePublishedBefore(sql, olderThan, rowsPerStatement));
}

/**
 * Forgets events that were received before a moment.
 *
 * @param olderThan `inboxDays` ago, or earlier.
 * @returns how many there were.
 */
export async function purgeInbox(sql: Sql, olderThan: Date): Promise<number> {
  return inParts(() => deleteReceivedBefore(sql, olderThan, rowsPerStatement));
}

async function inParts(removePart: () => Promise<number>): Promise<number> {
  for (let removed = 0; ;) {
    const part = await removePart();
    removed += part;
    if (part < rowsPerStatement) return removed;
  }
}
