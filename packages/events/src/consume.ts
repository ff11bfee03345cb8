import { Alarm } from './alarm.ts';
import { defaultRetry } from './backoff.ts';
import type { ConsumerOptions, ReaderOptions } from './consumer-options.ts';
import { lead } from './lead.ts';
import { readLog } from './read-log.ts';
import { retryWaiting } from './retry-waiting.ts';
import { listen } from './store/notifications.ts';

/** A consumer at work. */
export interface Consumer {
  /** Looks whether events that wait are due: for who moves the clock. */
  wake(): void;
  /** Stops when what is being handled is. */
  close(): Promise<void>;
}

/**
 * Handles events. Any number of processes may run a consumer of the same name; one of them leads, for each owner of
 * events.
 *
 * **What it promises.** Each event's effect happens once, whatever is repeated or killed: the inbox, the effect and the
 * place in the owner's log are written in one transaction. Events of one aggregate are handled in the order in which they
 * were recorded, also when one fails: the later ones wait behind it until it is handled or has become a dead letter, and
 * then go on without it. Events of other aggregates do not wait. What is no event, does not fit its schema, or has an
 * unknown version is a dead letter at once.
 *
 * A dead letter that is replayed comes after what was handled in the meantime.
 */
export function consume(options: ConsumerOptions): Consumer {
  const { handlers, retry = defaultRetry } = options;
  const stop = new AbortController();
  const owners = new Set(handlers.map(({ definition }) => definition.owner));
  const readers = [...owners].map((owner) =>
    startReader(
      { ...options, owner, retry, handlers: handlers.filter(({ definition }) => definition.owner === owner) },
      stop.signal,
    ),
  );
  return {
    wake() {
      for (const { alarm } of readers) alarm.ring();
    },
    async close() {
      stop.abort();
      await Promise.all(readers.map(({ stopped }) => stopped));
    },
  };
}

function startReader(options: ReaderOptions, stop: AbortSignal): { alarm: Alarm; stopped: Promise<void> } {
  const { sql, consumer, owner, log, takeOverMs = 1000 } = options;
  const alarm = new Alarm();
  const listening = listen(sql, 'waiting', () => alarm.ring());
  const leading = lead({ sql, name: `consumer ${consumer} ${owner}`, log, signal: stop, takeOverMs }, ({ signal }) =>
    together(signal, [
      (ended) => readLog(options, ended, () => alarm.ring()),
      (ended) => retryFor(options, ended, alarm),
    ]),
  );
  return { alarm, stopped: leading.then(async () => (await listening)?.()) };
}

/** Runs loops side by side. When one ends or fails, so do the others. */
async function together(signal: AbortSignal, loops: readonly ((ended: AbortSignal) => Promise<void>)[]): Promise<void> {
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const results = await Promise.allSettled(loops.map((loop) => loop(ended).finally(() => over.abort())));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

const noRetryMs = 60_000;

/** Tries again what waits. */
async function retryFor(options: ReaderOptions, signal: AbortSignal, alarm: Alarm): Promise<void> {
  while (!signal.aborted) {
    const next = await retryWaiting(options, signal);
    await alarm.wait(next ? Math.max(0, next.getTime() - options.clock.now().getTime()) : noRetryMs, signal);
  }
}
