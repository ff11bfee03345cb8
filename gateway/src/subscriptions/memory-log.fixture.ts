import { setImmediate } from 'node:timers/promises';
import { EventsMissed, InvalidEventId, type LiveEvent, type LiveEvents } from '@reelhouse/events';

interface Follower {
  readonly subjects: readonly string[];
  readonly listener: (event: LiveEvent) => void;
  position: number;
}

/** A log in memory that keeps to the contract of live events; how far it is read can be held. */
export class MemoryLog implements LiveEvents {
  readonly followers = new Set<Follower>();
  /** Readings that have not ended. */
  replaying = 0;
  replays = 0;
  /** How often somebody began to follow. */
  follows = 0;
  /** Thrown to whoever follows. */
  unreachable: Error | undefined;
  /** What came before it cannot be given any more. */
  keptFrom = 1;
  /** Awaited before a position is given, and before an event is replayed. */
  beforeFollow: () => Promise<unknown> = setImmediate;
  beforeReplay: () => Promise<unknown> = setImmediate;
  #events: LiveEvent[] = [];
  #dispatched = 0;
  #isHeld = false;

  /** The sequence of the last event that was given. */
  get dispatched(): number {
    return this.#dispatched;
  }

  /** Adds an event, and gives it unless the reading is held. */
  append(payload: Record<string, unknown> = {}, subject = 'rental.returned'): LiveEvent {
    const sequence = this.#events.length + 1;
    const occurredAt = '2026-03-01T10:00:00Z';
    const event = { id: `event-${sequence}`, sequence, subject, aggregateId: String(sequence), occurredAt, payload };
    this.#events.push(event);
    if (!this.#isHeld) this.dispatch();
    return event;
  }

  /** The reader lags: nothing is given until `dispatch`. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Gives what has not been given, and does not lag any more. */
  dispatch(count = Infinity): void {
    this.#isHeld = count !== Infinity;
    for (let given = 0; given < count; given += 1) {
      const event = this.#events[this.#dispatched];
      if (!event) return;
      this.#dispatched += 1;
      for (const { subjects, position, listener } of [...this.followers]) {
        if (event.sequence > position && subjects.includes(event.subject)) listener(event);
      }
    }
  }

  /** The log is lost: another begins. */
  beginAnother(): void {
    this.#events = [];
    this.#dispatched = 0;
    for (const follower of this.followers) follower.position = 0;
  }

  async follow(subjects: readonly string[], listener: (event: LiveEvent) => void) {
    this.follows += 1;
    const follower: Follower = { subjects, listener, position: Infinity };
    this.followers.add(follower);
    await this.beforeFollow();
    if (this.unreachable) {
      this.followers.delete(follower);
      throw this.unreachable;
    }
    follower.position = this.#events.length;
    return { position: follower.position, stop: () => void this.followers.delete(follower) };
  }

  replay(subjects: readonly string[], after: string, upTo: number): AsyncIterableIterator<LiveEvent> {
    const place = Number(/^event-(\d+)$/.exec(after)?.[1] ?? Number.NaN);
    if (Number.isNaN(place)) throw new InvalidEventId('not the id of an event');
    this.replays += 1;
    this.replaying += 1;
    let isOpen = true;
    let next = place + 1;
    const end = () => {
      if (isOpen) this.replaying -= 1;
      isOpen = false;
      return { done: true as const, value: undefined };
    };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        await this.beforeReplay();
        if (place < this.keptFrom) {
          end();
          throw new EventsMissed('too old');
        }
        while (isOpen && next <= upTo) {
          const event = this.#events[next - 1];
          next += 1;
          if (event && subjects.includes(event.subject)) return { done: false, value: event };
        }
        return end();
      },
      return: async () => end(),
    };
  }

  isReachable(): boolean {
    return !this.unreachable;
  }

  async close(): Promise<void> {
    this.followers.clear();
  }
}
