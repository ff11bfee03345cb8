import type { EventMessage } from './event-message.ts';

/** A place in the log of an owner's events. */
export interface LogPlace {
  /** From 1, rising; not without gaps. */
  readonly sequence: number;
  /** The event at the place, which tells whether it is still the same log. */
  readonly eventId: string;
}

/** What stands at a place of the log. */
export interface LogEntry extends LogPlace {
  /** A message, unless somebody put something else there. */
  readonly content: unknown;
}

/** How a log is read. */
export interface ReadOptions {
  /** The sequence after which to begin; 0 for the first that there is. */
  readonly after: number;
  /** The subjects wanted, of this owner; none for all. Others may come, too. */
  readonly subjects: readonly string[];
  /** How many entries to give at once, at most. */
  readonly limit: number;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/** Which part of a log is read. */
export interface RangeOptions extends ReadOptions {
  /** The sequence of the last entry wanted. */
  readonly upTo: number;
}

/**
 * What carries events from their owner to their consumers: a log for each owner, with a single writer, its relay. What
 * has been read is the consumers' business: they keep their place in their own database, in the transaction of the effect.
 *
 * A log may lose what it held, be replaced by an empty one, or by one of another kind. Whoever goes on at a place asks
 * `holds` first, and starts from the beginning if it is not held; the outbox publishes again, and the inbox knows what came
 * before.
 */
export interface EventBus {
  /**
   * Appends events to the log of their owner, in this order, each at most once within ten minutes.
   *
   * @returns the places of the first of them, one at least; it may be fewer than were given.
   * @throws if none could be appended. Some may have been nevertheless.
   */
  append(owner: string, events: readonly EventMessage[]): Promise<readonly number[]>;

  /** Whether the log has this event at this place. */
  holds(owner: string, place: LogPlace): Promise<boolean>;

  /**
   * Reads the log in order and waits for more. It ends when the signal says so, and when the log may not be the same any
   * more, as after a lost connection.
   */
  read(owner: string, options: ReadOptions): AsyncIterable<readonly LogEntry[]>;

  /**
   * Reads in order what the log has up to a sequence, and ends, whether there is an entry at that place or not. Ends at
   * once when the signal says so.
   *
   * @throws if not all of it could be read.
   */
  range(owner: string, options: RangeOptions): AsyncIterable<readonly LogEntry[]>;

  /**
   * The sequence of the newest entry that the log has had; 0 if it has had none. Every later entry has a larger one.
   *
   * @throws if the log cannot be reached.
   */
  end(owner: string): Promise<number>;

  /** How many entries come after a sequence: those of other subjects count, too. */
  pending(owner: string, after: number): Promise<number>;

  /**
   * Answers requests for a stream of values, here or in another process, until the bus is closed. Where the bus cannot be
   * reached yet, it begins when it can.
   */
  offer(name: string, open: () => AsyncIterable<unknown>): Promise<void>;

  /**
   * Asks for the stream of values that somebody offers.
   *
   * @throws if nobody offers it, or the stream breaks off.
   */
  request(name: string): AsyncIterable<unknown>;

  /**
   * How often what has the logs was lost sight of, as after a lost connection: if this is another number than it was, a log may
   * be another one.
   */
  interruptions(): number;

  /** Whether there is a connection now. Without one events are recorded as ever, and published later. */
  isReachable(): boolean;

  /** Lets go of the connection. What is being read ends. */
  close(): Promise<void>;
}
