/** An event as whoever listens gets it. */
export interface LiveEvent {
  /** Names the event and its place in the log: what is given as `after` to go on behind it. Opaque, at most 200 characters. */
  readonly id: string;
  /** The place in the log of the owner; later events have larger ones, as long as it is the same log. */
  readonly sequence: number;
  readonly subject: string;
  readonly aggregateId: string;
  /** RFC 3339, UTC. */
  readonly occurredAt: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Somebody who listens. */
export interface Following {
  /** The place in the log after which the listener gets everything: what came before is to be replayed. */
  readonly position: number;
  /** No event is given after it. */
  stop(): void;
}

/** For how many hours after an event others can be replayed. */
export const replayHours = 24;

/** How many events are replayed at most. */
export const replayLimit = 1000;

/** The events after one cannot be given any more: it is not in the log, or too many or too old events follow. */
export class EventsMissed extends Error {
  override readonly name = 'EventsMissed';
}

/** A text that is not the id of an event. */
export class InvalidEventId extends TypeError {
  override readonly name = 'InvalidEventId';
}

/**
 * The events of the owners, to every process that listens: unlike a consumer, which handles each event once in one of its
 * processes. Nothing is kept in a database: who was not there asks for what was missed.
 */
export interface LiveEvents {
  /**
   * Gives the events of some subjects from now on, in the order of the log, each once. Resolves when it is certain that no
   * later event is left out. A lost connection delays events, and loses none that the log still has.
   *
   * A listener is called while the event is dispatched, and must return at once; what it throws is logged.
   *
   * **Another log.** When NATS has lost its store, the outbox is published again, into a log with other places. Of what
   * comes then, a process gives what it has not given before: it remembers the last 10 000 events that it has read, and
   * passes over what occurred before the oldest of them, or before it began to read (with the first who followed, if
   * somebody has ever since). What occurred more than `replayHours` before it began is never given.
   *
   * @param subjects of one owner; one at least.
   * @throws if the log cannot be reached within five seconds.
   * @throws {TypeError} if the subjects are not those of one owner.
   */
  follow(subjects: readonly string[], listener: (event: LiveEvent) => void): Promise<Following>;

  /**
   * Gives again what came after an event, in order, each once, up to a place. Everything is read before the first is given.
   * To go on behind an event: follow, keep what comes, replay up to the `position`, then give what was kept.
   *
   * @param subjects of one owner; the event itself may have another subject.
   * @param after the id of the event.
   * @param upTo the sequence of the last event to give, as `position` says it; if it is not behind the event's, there is
   * nothing to give.
   * @throws {InvalidEventId} at once, if `after` is no id of an event.
   * @throws {EventsMissed} before the first event, if not all of them can be given: the log does not hold the event any
   * more, it occurred more than `replayHours` ago, or more than `replayLimit` events follow.
   */
  replay(subjects: readonly string[], after: string, upTo: number): AsyncIterable<LiveEvent>;

  /** Whether events arrive at the moment, as far as is known. */
  isReachable(): boolean;

  /** Nothing is given after it, and who replays or begins to follow is told by an error. The bus stays open. */
  close(): Promise<void>;
}
