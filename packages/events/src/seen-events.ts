import { replayHours } from './live-events.ts';

/** How many events are remembered: 1 MB or so. */
const capacity = 10_000;

/**
 * What a reader has read of a log, so that it knows it when it comes again: at another place, or in another log.
 *
 * It remembers the last events by their ids. In another log, where all of the last days come again, what occurred before
 * the oldest of those, or before the reading began, counts as seen.
 */
export class SeenEvents {
  readonly #occurredAt = new Map<string, number>();
  readonly #capacity: number;
  readonly #beganAt: number;
  /** The latest that is not remembered any more. */
  #forgottenAt = -Infinity;
  /** What occurred before counts as seen. */
  #horizon: number;

  /** @param beganAt when the reading began. */
  constructor(beganAt: Date, remembered = capacity) {
    this.#capacity = remembered;
    this.#beganAt = beganAt.getTime();
    this.#horizon = this.#beganAt - replayHours * 3600 * 1000;
  }

  /** The events that come from now on may be those that came before. */
  beginAnotherLog(): void {
    this.#horizon = Math.max(this.#beganAt, this.#forgottenAt + 1);
  }

  /** Whether an event is new; it is not, the next time. */
  isNew(id: string, occurredAt: string): boolean {
    const at = Date.parse(occurredAt);
    // Old ones are not remembered: they would push out those that are not old.
    if (at < this.#horizon || this.#occurredAt.has(id)) return false;
    this.#occurredAt.set(id, at);
    if (this.#occurredAt.size > this.#capacity) this.#forgetOldest();
    return true;
  }

  #forgetOldest(): void {
    const [oldest] = this.#occurredAt;
    if (!oldest) return;
    this.#occurredAt.delete(oldest[0]);
    this.#forgottenAt = Math.max(this.#forgottenAt, oldest[1]);
  }
}
