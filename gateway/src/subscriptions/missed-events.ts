import type { LiveEvent } from '@reelhouse/events';
import type { SubscriptionListener } from './subscription-listener.ts';

/** A part of a log. */
export interface LogPart {
  readonly events: AsyncIterable<LiveEvent>;
  /** The place in the log where it ends. */
  readonly upTo: number;
}

/**
 * The events after one, from the log and then as they come, for all who give the same one as `since`. The log is read as
 * fast as the fastest of them reads.
 */
export class MissedEvents<Context> {
  /** Those who read. */
  readonly readers = new Set<SubscriptionListener<Context>>();
  readonly #open: () => Promise<LogPart>;
  readonly #wants: (event: LiveEvent) => boolean;
  readonly #events: LiveEvent[] = [];
  /** What has come since the log was opened, behind the part that is read. */
  #later: LiveEvent[] = [];
  #log: AsyncIterator<LiveEvent> | undefined;
  #upTo = -Infinity;
  #reading: Promise<void> | undefined;
  #logEnded = false;
  #closed = false;

  /** @param open gives what comes after the event; whatever comes behind that is told to `add`. */
  constructor(open: () => Promise<LogPart>, wants: (event: LiveEvent) => boolean) {
    this.#open = open;
    this.#wants = wants;
  }

  /** How many events have come that have to be kept. */
  get later(): number {
    return this.#later.length;
  }

  /** The place in the log up to which everything is read, or needs not be. */
  get upTo(): number {
    return this.#upTo;
  }

  /** An event that has come. */
  add(event: LiveEvent): void {
    if (event.sequence > this.#upTo) this.#later.push(event);
  }

  /** The event at a place, as far as it has been read; undefined if there is none yet. */
  at(index: number): LiveEvent | undefined {
    return this.#events[index] ?? (this.#logEnded ? this.#later[index - this.#events.length] : undefined);
  }

  /**
   * Reads up to a place, or to the end of the log's part.
   *
   * @throws what the log throws, to all who read.
   */
  async read(index: number): Promise<void> {
    while (!this.#logEnded && this.#events.length <= index) {
      this.#reading ??= this.#readOne();
      await this.#reading;
    }
  }

  /** Does not wait for what is being read. */
  close(): void {
    this.#closed = true;
    this.#log?.return?.().catch(() => undefined);
  }

  async #readOne(): Promise<void> {
    this.#log ??= await this.#begin();
    const read = await this.#log.next();
    this.#reading = undefined;
    if (read.done) this.#logEnded = true;
    else if (this.#wants(read.value)) this.#events.push(read.value);
  }

  async #begin(): Promise<AsyncIterator<LiveEvent>> {
    const { events, upTo } = await this.#open();
    this.#upTo = upTo;
    this.#later = this.#later.filter(({ sequence }) => sequence > upTo);
    const log = events[Symbol.asyncIterator]();
    if (this.#closed) log.return?.().catch(() => undefined);
    return log;
  }
}
