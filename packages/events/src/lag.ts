import type { Sql } from '@reelhouse/database';
import type { Clock } from '@reelhouse/clock';
import type { EventBus } from './event-bus.ts';
import { allPositions, type ConsumerKey } from './store/consumer-position.ts';
import { selectLag } from './store/lag.ts';

/** How far the events of a schema are behind. Ages are in seconds; 0 where there is none. */
export interface EventLag {
  /** Events that are not published. */
  readonly unpublished: number;
  readonly oldestUnpublishedSeconds: number;
  /** Received events that wait for another attempt, or behind one that does. */
  readonly waiting: number;
  readonly deadLetters: number;
  readonly oldestDeadLetterSeconds: number;
}

/** Measures the outbox and the inbox of a schema, as its role. */
export async function eventLag(sql: Sql, clock: Clock): Promise<EventLag> {
  return selectLag(sql, clock.now());
}

/** How far a consumer is behind the log of an owner. */
export interface ConsumerLag extends ConsumerKey {
  /** Entries of the log that it has not read: those of other subjects count, too. */
  readonly pending: number;
}

/**
 * Measures the consumers of a schema, as its role.
 *
 * @throws if the bus does not answer.
 */
export async function consumerLag(sql: Sql, bus: EventBus): Promise<ConsumerLag[]> {
  const positions = await allPositions(sql);
  return Promise.all(
    positions.map(async ({ consumer, owner, sequence }) => ({
      consumer,
      owner,
      pending: await bus.pending(owner, sequence),
    })),
  );
}
