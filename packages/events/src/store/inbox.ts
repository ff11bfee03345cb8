import type { Sql } from '@reelhouse/database';
import type { Transaction } from '@reelhouse/database';
import type { ConsumerKey } from './consumer-position.ts';

/** Notes that a consumer has received events; answers those that it had not. */
export async function receiveEvents(
  tx: Transaction,
  { consumer, owner }: ConsumerKey,
  eventIds: readonly string[],
  at: Date,
): Promise<Set<string>> {
  const rows = await tx<{ eventId: string }[]>`
    insert into inbox (consumer, owner, event_id, received_at)
    select ${consumer}, ${owner}, e.event_id, ${at} from unnest(${[...eventIds]}::text[]) as e (event_id)
    on conflict do nothing
    returning event_id as "eventId"`;
  return new Set(rows.map(({ eventId }) => eventId));
}

/** Forgets what a consumer has received of an owner, waits for, or has given up: it starts anew. */
export async function forgetReceived(tx: Transaction, { consumer, owner }: ConsumerKey): Promise<void> {
  await tx`delete from inbox where consumer = ${consumer} and owner = ${owner}`;
  await tx`delete from waiting_event where consumer = ${consumer} and owner = ${owner}`;
  await tx`delete from dead_letter where consumer = ${consumer} and owner = ${owner}`;
}

/** Forgets events that were received before a moment. Answers how many. */
export async function deleteReceivedBefore(sql: Sql, moment: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from inbox where (consumer, event_id) in (
      select consumer, event_id from inbox where received_at < ${moment} limit ${limit}
    )`;
  return result.count;
}
