import type { Clock } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import { pause } from './alarm.ts';
import { defaultReconnect, delayForEver } from './backoff.ts';
import type { EventBus, LogEntry, LogPlace } from './event-bus.ts';
import { asLiveEvent } from './live-event.ts';
import type { LiveEvent } from './live-events.ts';
import { LiveFollowers, type Follower } from './live-followers.ts';
import { SeenEvents } from './seen-events.ts';
import { SharedRequest } from './shared-request.ts';

/** What a reader works with. */
export interface LiveReaderOptions {
  readonly bus: EventBus;
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How many entries are read at once, at most. */
const batch = 100;

/** How many entries before the end are read first, so that they, and the log, are known again. */
const lookedBackAt = 100;

/** Reads the log of an owner from its end on, for all who follow the owner in this process. */
export class LiveReader {
  readonly #options: LiveReaderOptions;
  readonly #followers: LiveFollowers;
  readonly #seen: SeenEvents;
  readonly #end: SharedRequest<number>;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  /** How far the log was read; `undefined` before it was found for the first time. */
  #place: number | undefined;
  /** The last entry read. */
  #last: LogPlace | undefined;
  /** What ends the present reading; `undefined` while the log may not be the one that was read. */
  #stretch: AbortController | undefined;
  #failures = 0;

  constructor(options: LiveReaderOptions) {
    const { bus, owner, clock, log } = options;
    this.#options = options;
    this.#followers = new LiveFollowers(log);
    this.#seen = new SeenEvents(clock.now());
    this.#end = new SharedRequest(() => bus.end(owner));
    this.#running = this.#run();
  }

  get followers(): LiveFollowers {
    return this.#followers;
  }

  /** Whether the log could not be read the last time. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /**
   * Gives a follower its position, once the log is being read: where the log ended after this was called, or how far it was
   * dispatched if that is further. Does not resolve as long as the log cannot be reached.
   */
  async settle(follower: Follower): Promise<number> {
    while (this.#followers.has(follower)) {
      const stretch = this.#stretch;
      if (!stretch) {
        await new Promise<void>((resolve) => (follower.wake = resolve));
        continue;
      }
      const place = this.#place ?? 0;
      const end = await this.#end.ask().catch((error: unknown) => {
        this.#options.log.debug({ owner: this.#options.owner, err: error }, 'the end of the log is not known');
        return -1;
      });
      if (stretch !== this.#stretch) continue;
      if (end >= place) {
        follower.position = Math.max(end, this.#place ?? 0);
        return follower.position;
      }
      // Unreachable, or another log.
      stretch.abort();
      this.#stretch = undefined;
    }
    throw new Error('nobody follows any more');
  }

  /** Nothing is given after it. */
  async stop(): Promise<void> {
    this.#followers.clear();
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { owner, log } = this.#options;
    const { signal } = this.#stop;
    const isOver = () => signal.aborted;
    while (!isOver()) {
      try {
        const place = await this.#findPlace();
        await this.#readFrom(place);
      } catch (error) {
        if (!isOver()) log.warn({ owner, err: error }, 'live events are interrupted');
      }
      if (isOver()) return;
      this.#failures += 1;
      await pause(delayForEver(defaultReconnect, this.#failures), signal);
    }
  }

  /** Where to read on: in another log, from its beginning. */
  async #findPlace(): Promise<number> {
    const { bus, owner, log } = this.#options;
    const end = await bus.end(owner);
    if (this.#place === undefined) return this.#lookBack(end);
    const isSame = this.#last ? await bus.holds(owner, this.#last) : end >= this.#place;
    if (isSame) return this.#place;
    log.warn({ owner, sequence: this.#place }, 'the log is not the one that was read: reading all of it');
    this.#seen.beginAnotherLog();
    this.#followers.forgetPlaces();
    this.#last = undefined;
    return 0;
  }

  /** Reads what is at the end of the log, for nobody. */
  async #lookBack(end: number): Promise<number> {
    const { bus, owner } = this.#options;
    const { signal } = this.#stop;
    const range = { after: Math.max(0, end - lookedBackAt), upTo: end, subjects: [], limit: lookedBackAt, signal };
    for await (const entries of bus.range(owner, range)) for (const entry of entries) this.#note(entry);
    return end;
  }

  async #readFrom(place: number): Promise<void> {
    const { bus, owner } = this.#options;
    const stretch = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, stretch.signal]);
    this.#place = place;
    this.#stretch = stretch;
    this.#failures = 0;
    this.#followers.wake();
    try {
      for await (const entries of bus.read(owner, { after: place, subjects: [], limit: batch, signal })) {
        for (const entry of entries) {
          if (signal.aborted) return;
          this.#dispatch(entry);
        }
      }
    } finally {
      if (this.#stretch === stretch) this.#stretch = undefined;
    }
  }

  #dispatch(entry: LogEntry): void {
    this.#place = entry.sequence;
    const event = this.#note(entry);
    if (event) this.#followers.give(event);
  }

  /** The event of an entry, if it is a new one. */
  #note(entry: LogEntry): LiveEvent | undefined {
    const { sequence, eventId } = entry;
    this.#last = { sequence, eventId };
    const event = asLiveEvent(entry);
    if (!event) this.#options.log.debug({ owner: this.#options.owner, sequence }, 'what is no event is passed over');
    return event && this.#seen.isNew(eventId, event.occurredAt) ? event : undefined;
  }
}
