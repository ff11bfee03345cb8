import { systemTimers, type CancelTimer, type Clock, type Timers } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import type { EventBus, LogPlace } from './event-bus.ts';
import { fromLiveEventId } from './live-event-id.ts';
import { ownerOf } from './live-event.ts';
import type { LiveEvent, LiveEvents } from './live-events.ts';
import type { Follower } from './live-followers.ts';
import { LiveReader } from './live-reader.ts';
import { replayEvents } from './replay-events.ts';
import { unless } from './unless.ts';

/** What live events work with. */
export interface LiveEventsOptions {
  readonly bus: EventBus;
  /** The clock of those who record events: how old one is is told by it. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Those of the machine unless told. */
  readonly timers?: Timers;
  /** For how long a log is read on when nobody follows any more, in seconds; 10 unless told. */
  readonly lingerSeconds?: number;
}

/** For how long whoever begins to follow waits for the log, in seconds. */
const patienceSeconds = 5;

/** The reader of an owner, and what ends it when nobody follows. */
interface OwnerReader {
  readonly reader: LiveReader;
  cancelEnd: CancelTimer;
}

/**
 * Gives the events of a bus to whoever listens in this process. Each owner's log is read once, however many follow it,
 * and only while somebody does.
 */
export function openLiveEvents(options: LiveEventsOptions): LiveEvents {
  const { bus, clock, log, timers = systemTimers, lingerSeconds = 10 } = options;
  const readers = new Map<string, OwnerReader>();
  const stopping = new Set<Promise<void>>();
  const waiting = new Set<AbortController>();
  let isClosed = false;

  function readerOf(owner: string): OwnerReader {
    const present = readers.get(owner);
    if (present) {
      present.cancelEnd();
      return present;
    }
    const reader = new LiveReader({ bus, owner, clock, log });
    const started = { reader, cancelEnd: () => undefined };
    readers.set(owner, started);
    return started;
  }

  function stopReader(owner: string, { reader, cancelEnd }: OwnerReader): void {
    cancelEnd();
    readers.delete(owner);
    const stopped = reader.stop().finally(() => stopping.delete(stopped));
    stopping.add(stopped);
  }

  function leave(owner: string, from: OwnerReader, follower: Follower): void {
    const { followers } = from.reader;
    if (!followers.has(follower)) return;
    followers.delete(follower);
    if (followers.size === 0) from.cancelEnd = timers.after(lingerSeconds, () => stopReader(owner, from));
  }

  /** Waits until it is told to stop, or to close. */
  async function waitFor<Answer>(wait: (stop: AbortController) => Promise<Answer>): Promise<Answer> {
    if (isClosed) throw new Error('the live events are closed');
    const stop = new AbortController();
    waiting.add(stop);
    try {
      return await wait(stop);
    } finally {
      waiting.delete(stop);
    }
  }

  async function* replayUntil(subjects: readonly string[], after: LogPlace, upTo: number, stop: AbortSignal) {
    const events = await waitFor(async (closing) => {
      const end = () => closing.abort();
      stop.addEventListener('abort', end, { once: true });
      try {
        return await replayEvents({ bus, clock, subjects, after, upTo, signal: closing.signal });
      } finally {
        stop.removeEventListener('abort', end);
      }
    });
    for (const event of events) {
      if (stop.aborted) return;
      if (isClosed) throw new Error('the live events are closed');
      yield event;
    }
    if (isClosed) throw new Error('the live events are closed');
  }

  return {
    follow: (subjects, listener) =>
      waitFor(async (stop) => {
        const owner = ownerOf(subjects);
        const from = readerOf(owner);
        const follower: Follower = { subjects: new Set(subjects), listener, position: Infinity };
        from.reader.followers.add(follower);
        const cancel = timers.after(patienceSeconds, () => stop.abort());
        try {
          const why = `the events of ${owner} cannot be reached`;
          const position = await unless(stop.signal, from.reader.settle(follower), why);
          return { position, stop: () => leave(owner, from, follower) };
        } catch (error) {
          leave(owner, from, follower);
          throw error;
        } finally {
          cancel();
        }
      }),

    replay(subjects, after, upTo) {
      const place = fromLiveEventId(after);
      ownerOf(subjects);
      return stoppable((stop) => replayUntil(subjects, place, upTo, stop));
    },

    isReachable: () => bus.isReachable() && [...readers.values()].every(({ reader }) => !reader.isFailing),

    async close() {
      isClosed = true;
      for (const stop of waiting) stop.abort();
      for (const [owner, reader] of readers) stopReader(owner, reader);
      await Promise.all(stopping);
    },
  };
}

/** An iterable that is told at once when its consumer stops: `return()` of a generator waits for what is under way. */
function stoppable(open: (stop: AbortSignal) => AsyncGenerator<LiveEvent>): AsyncIterable<LiveEvent> {
  return {
    [Symbol.asyncIterator]() {
      const stop = new AbortController();
      const events = open(stop.signal);
      const end = () => {
        stop.abort();
        return events.return(undefined);
      };
      return {
        next: () => events.next(),
        return: end,
        async throw(error: unknown) {
          await end();
          throw error;
        },
      };
    },
  };
}
