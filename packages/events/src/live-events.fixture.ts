import type { Sql } from '@reelhouse/database';
import type { Clock } from '@reelhouse/clock';
import { once, EventEmitter } from 'node:events';
import { defineEvent } from './event-definition.ts';
import { rentalStepped } from './journal.fixture.ts';
import type { LiveEvent, LiveEvents } from './live-events.ts';
import { recordEvents } from './record-event.ts';

/** Another subject of the same owner. */
export const rentalStood = defineEvent<{ n: number }>({
  subject: 'rental.rental.stood',
  version: 1,
  aggregate: 'rental',
  description: 'nothing happened to a rental',
  payload: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
});

/** Somebody who follows, and keeps what came. */
export interface TestListener {
  readonly events: readonly LiveEvent[];
  readonly position: number;
  /** The numbers of the events, once there are so many. */
  numbers(atLeast: number): Promise<number[]>;
  stop(): void;
}

export const numberOf = ({ payload }: LiveEvent): number => payload['n'] as number;

/** Follows some subjects; those of `rentalStepped` unless told. */
export async function listenTo(live: LiveEvents, subjects = [rentalStepped.subject]): Promise<TestListener> {
  const events: LiveEvent[] = [];
  const came = new EventEmitter();
  const following = await live.follow(subjects, (event) => {
    events.push(event);
    came.emit('event');
  });
  return {
    events,
    position: following.position,
    async numbers(atLeast) {
      while (events.length < atLeast) await once(came, 'event');
      return events.map(numberOf);
    },
    stop: () => following.stop(),
  };
}

/** Has the nth things happen now, in a transaction of their own. */
export async function happen(sql: Sql, clock: Clock, numbers: readonly number[], kind = rentalStepped): Promise<void> {
  await sql.begin(async (tx) => {
    const occurrence = (n: number) => ({ aggregateId: '1', occurredAt: clock.now(), payload: { n } });
    await recordEvents(tx, kind, numbers.map(occurrence));
  });
}

/** The numbers of what is replayed. */
export async function replayed(events: AsyncIterable<LiveEvent>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const event of events) numbers.push(numberOf(event));
  return numbers;
}
