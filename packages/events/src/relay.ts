import type { Clock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import type { Logger } from '@reelhouse/logging';
import { Alarm } from './alarm.ts';
import type { EventBus } from './event-bus.ts';
import { lead, type Leading } from './lead.ts';
import { outboxDays } from './purge.ts';
import { listen } from './store/notifications.ts';
import { markPublished, newestPublished, unpublishSince, unpublishedEvents } from './store/outbox.ts';

const day = 24 * 3600 * 1000;

/** What a relay works with. */
export interface RelayOptions {
  readonly bus: EventBus;
  /** The subgraph whose outbox it is. */
  readonly owner: string;
  /** Connections as that subgraph's role. Two more are opened, for a lock and for notifications. */
  readonly sql: Sql;
  readonly clock: Clock;
  readonly log: Logger;
  /** How many events are published at once; 500 unless told. */
  readonly batch?: number;
  /** How often the outbox is looked at without a notification, in milliseconds; 2 seconds unless told. */
  readonly fallbackMs?: number;
  /** How often another process tries to take over, in milliseconds; 1 second unless told. */
  readonly takeOverMs?: number;
}

/** A relay at work. */
export interface Relay {
  /** Stops when what is being published is. */
  close(): Promise<void>;
}

/**
 * Publishes the events of an outbox. Any number of processes may run one; one of them leads.
 *
 * **What it promises.** An event is published if and only if its transaction commits, at least once. Unpublished events are
 * always taken from the first on, in the order in which they were written, and a batch is marked only as far as the log
 * has taken it; so an event that commits late, with a lower number than others that are published already, is published
 * next, and events of one aggregate, whose transactions wait for each other, are published in order. `kill -9` before an
 * event is published, or before it is marked, loses nothing: the next leader publishes it (again).
 *
 * If the log has lost what it held, or is a new one, everything of the last `outboxDays` is published again: no more, as
 * consumers forget in time what they have received. The relay looks when it begins to lead, when the bus was lost sight of, and
 * when what it appends does not come after what it has appended.
 */
export function startRelay(options: RelayOptions): Relay {
  const { sql, log, takeOverMs = 1000 } = options;
  const stop = new AbortController();
  const alarm = new Alarm();
  const listening = listen(sql, 'outbox', () => alarm.ring());
  const running = lead({ sql, name: 'relay', log, signal: stop.signal, takeOverMs }, (leading) =>
    publishFor(options, leading, alarm),
  );
  return {
    async close() {
      stop.abort();
      await running;
      await (
        await listening
      )?.();
    },
  };
}

/**
 * How soon to look again after something happened, in milliseconds, and then after ever longer pauses: transactions that
 * were under way when the relay fell asleep do not wake it.
 */
const shortestPause = 10;

async function publishFor(options: RelayOptions, { signal, session }: Leading, alarm: Alarm): Promise<void> {
  const { bus, fallbackMs = 2000 } = options;
  const known: KnownLog = { interruptions: 0, place: 0 };
  await publishAgainIfLost(options, known);
  let pauseMs = shortestPause;
  while (!signal.aborted) {
    if (bus.isReachable() && isInDoubt(options, known)) await publishAgainIfLost(options, known);
    await session.tryLock('relay awake');
    if (await publishAll(options, known, signal)) pauseMs = shortestPause;
    await session.unlock('relay awake');
    // Who committed since did not notify.
    if (await publishAll(options, known, signal)) continue;
    const rung = await alarm.wait(pauseMs, signal);
    pauseMs = rung ? shortestPause : Math.min(2 * pauseMs, fallbackMs);
  }
}

/** What the relay knows of the log. */
interface KnownLog {
  /** Of the bus, when the log was last looked at. */
  interruptions: number;
  /** Where its last event was, as far as the relay has seen; 0 if it has seen none. */
  place: number;
}

/** Whether the log may have been lost since it was looked at. */
function isInDoubt({ bus }: RelayOptions, { interruptions }: KnownLog): boolean {
  return bus.interruptions() !== interruptions;
}

/** Looks at the log. Answers whether it was lost. */
async function publishAgainIfLost({ bus, owner, sql, clock, log }: RelayOptions, known: KnownLog): Promise<boolean> {
  const interruptions = bus.interruptions();
  const newest = await newestPublished(sql);
  const isLost = newest !== undefined && !(await bus.holds(owner, newest));
  if (isLost) {
    const events = await unpublishSince(sql, new Date(clock.now().getTime() - outboxDays * day));
    log.warn({ owner, events }, 'the log does not hold what was published: publishing again');
  }
  known.interruptions = interruptions;
  known.place = isLost ? 0 : (newest?.sequence ?? 0);
  return isLost;
}

/** Publishes until nothing is left. Answers whether there was something. */
async function publishAll(options: RelayOptions, known: KnownLog, signal: AbortSignal): Promise<boolean> {
  const { bus, owner, sql, clock, batch = 500 } = options;
  for (let some = false; ; some = true) {
    const rows = await unpublishedEvents(sql, batch);
    if (rows.length === 0 || signal.aborted) return some;
    // Before anything is appended, so that what was lost comes before it.
    if (isInDoubt(options, known) && (await publishAgainIfLost(options, known))) continue;
    const sequences = await bus.append(
      owner,
      rows.map(({ message }) => message),
    );
    const comesAfter = (sequences[0] ?? 0) > known.place;
    if (!comesAfter && (await publishAgainIfLost(options, known))) continue;
    known.place = sequences.at(-1) ?? known.place;
    const published = rows.slice(0, sequences.length);
    await markPublished(
      sql,
      published.map(({ outboxId }) => outboxId),
      sequences,
      clock.now(),
    );
  }
}
