import type { Clock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import { Alarm } from './alarm.ts';
import type { EventBus, LogEntry, RangeOptions, ReadOptions } from './event-bus.ts';
import { listen } from './store/notifications.ts';
import {
  appendToLog,
  countPublishedAfter,
  isPublishedAt,
  newestPublished,
  publishedEvents,
  publishedUpTo,
  type PublishedEvent,
} from './store/outbox.ts';

/** What an in-process bus works with. */
export interface InProcessBusOptions {
  /** The owners of events, each with connections as its role. */
  readonly owners: Readonly<Record<string, Sql>>;
  readonly clock: Clock;
  /** How often a log is looked at without a notification, in milliseconds; 2 seconds unless told. */
  readonly fallbackMs?: number;
}

/**
 * A bus without NATS, for processes that have all subgraphs in them. The outbox of each owner is the log itself: to publish
 * an event is to give its row the next place. So the log survives whatever the database does. Several such processes may
 * work on one database.
 */
export function openInProcessBus(options: InProcessBusOptions): EventBus {
  const { owners, clock, fallbackMs = 2000 } = options;
  const closing = new AbortController();
  const offers = new Map<string, () => AsyncIterable<unknown>>();

  function outboxOf(owner: string): Sql {
    const sql = owners[owner];
    if (!sql) throw new Error(`no outbox of "${owner}" in this process: the in-process bus needs every owner in it`);
    return sql;
  }

  async function* read(owner: string, { after, limit, signal }: ReadOptions): AsyncIterable<readonly LogEntry[]> {
    const sql = outboxOf(owner);
    const ended = AbortSignal.any([signal, closing.signal]);
    const alarm = new Alarm();
    const unlisten = await listen(sql, 'log', () => alarm.ring());
    try {
      let place = after;
      while (!ended.aborted) {
        const events = await publishedEvents(sql, place, limit);
        if (events.length === 0) {
          await alarm.wait(fallbackMs, ended);
          continue;
        }
        yield events.map(toEntry);
        place = events.at(-1)?.sequence ?? place;
      }
    } finally {
      await unlisten?.().catch(() => undefined); // the connections may be closed already
    }
  }

  async function* range(owner: string, options: RangeOptions): AsyncIterable<readonly LogEntry[]> {
    const sql = outboxOf(owner);
    for (let place = options.after; !options.signal.aborted;) {
      if (closing.signal.aborted) throw new Error('the bus is closed');
      const events = await publishedUpTo(sql, { ...options, after: place });
      const last = events.at(-1);
      if (!last) return;
      place = last.sequence;
      yield events.map(toEntry);
    }
  }

  return {
    append: (owner, events) =>
      appendToLog(
        outboxOf(owner),
        events.map(({ id }) => id),
        clock.now(),
      ),
    holds: (owner, { sequence, eventId }) => isPublishedAt(outboxOf(owner), sequence, eventId),
    read,
    range,
    end: async (owner) => (await newestPublished(outboxOf(owner)))?.sequence ?? 0,
    pending: (owner, after) => countPublishedAfter(outboxOf(owner), after),
    async offer(name, open) {
      offers.set(name, open);
    },
    async *request(name) {
      const open = offers.get(name);
      if (!open) throw new Error(`nobody offers ${name}`);
      yield* open();
    },
    // The outbox is the log.
    interruptions: () => 0,
    isReachable: () => true,
    async close() {
      closing.abort();
    },
  };
}

function toEntry({ sequence, message }: PublishedEvent): LogEntry {
  return { sequence, eventId: message.id, content: message };
}
