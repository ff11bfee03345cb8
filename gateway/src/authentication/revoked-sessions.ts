import type { CancelTimer, Clock, Timers } from '@reelhouse/clock';
import type { Following, LiveEvent, LiveEvents } from '@reelhouse/events';
import type { Logger } from '@reelhouse/logging';

/** A session that has ended. */
export interface EndedSession {
  readonly sessionId: string;
  /** RFC 3339. */
  readonly endedAt: string;
}

/** Where ended sessions are heard of. */
export interface RevokedSessionsOptions {
  /** Tells of them as they end. Without it they are asked for every second. */
  readonly events?: LiveEvents | undefined;
  /** Asks for those that have ended since a moment. */
  readonly fetchEnded?: ((since: Date) => Promise<readonly EndedSession[]>) | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  /** How long a token lives at most, in seconds; 900 by default. */
  readonly tokenLifetimeSeconds?: number | undefined;
  /** How many sessions are remembered at most; 100 000 by default, some 10 MB. */
  readonly maxSessions?: number | undefined;
}

/** What the owner of sessions publishes when one ends. */
export const sessionEndedSubject = 'identity.session.ended';

/** How often it is looked whether something is to be done, in seconds; also how often is asked while no events arrive. */
const tickSeconds = 1;

/** How often is asked although events arrive, in seconds. */
const checkSeconds = 30;

/** Sessions may become known a while after they ended, and clocks differ: as much more is asked for, in seconds. */
const overlapSeconds = 60;

/** An owner that starts or is replaced is nothing to tell of, in seconds. */
const patienceSeconds = 5;

/** How much longer than its tokens live a session is remembered, in seconds. */
const marginSeconds = 300;

/**
 * The sessions that have ended while tokens of theirs may still live. What ends is heard of by an event, and asked for: now
 * and then while events arrive, every second while they do not. While neither works, tokens are good until they expire.
 */
export class RevokedSessions {
  readonly #options: RevokedSessionsOptions;
  readonly #keepMilliseconds: number;
  readonly #maxSessions: number;
  /** Until when each is remembered, in milliseconds since 1970; those that became known first stand first. */
  readonly #ended = new Map<string, number>();
  readonly #listeners = new Set<(sessionId: string) => void>();
  #following: Following | undefined;
  #isTrying = false;
  #wasArriving = false;
  /** Whether something may have been missed, so that as much is to be asked for as is remembered. */
  #hasMissed = true;
  /** When was last asked with success, in milliseconds since 1970. */
  #askedAt = 0;
  /** Since when neither events arrive nor answers, in milliseconds since 1970. */
  #blindSince: number | undefined;
  #isTold = false;
  #isFull = false;
  #cancel: CancelTimer | undefined;
  #isStopped = false;

  constructor(options: RevokedSessionsOptions) {
    this.#options = options;
    this.#keepMilliseconds = ((options.tokenLifetimeSeconds ?? 900) + marginSeconds) * 1000;
    this.#maxSessions = options.maxSessions ?? 100_000;
  }

  /** How many sessions are remembered. */
  get size(): number {
    return this.#ended.size;
  }

  /** Begins to listen and to ask. Resolves when was asked once, whether there was an answer or not. */
  async start(): Promise<void> {
    await this.#tick();
  }

  /** Whether a session has ended, as far as is known. */
  isEnded(sessionId: string): boolean {
    return this.#ended.has(sessionId);
  }

  /**
   * Tells of each session that ends from now on, once: to end what it has open.
   *
   * @returns no longer tells of them.
   */
  onEnded(listener: (sessionId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** No longer listens or asks; what is known stays known. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#following?.stop();
  }

  async #tick(): Promise<void> {
    const { events, timers } = this.#options;
    if (events && !this.#following && !this.#isTrying) void this.#follow(events);
    const isArriving = this.#following !== undefined && (events?.isReachable() ?? false);
    if (isArriving && !this.#wasArriving) this.#hasMissed = true;
    this.#wasArriving = isArriving;
    const isAnswered = await this.#ask(isArriving);
    this.#tell(isArriving || isAnswered);
    this.#forget();
    if (!this.#isStopped) this.#cancel = timers.after(tickSeconds, () => void this.#tick());
  }

  async #follow(events: LiveEvents): Promise<void> {
    this.#isTrying = true;
    try {
      const following = await events.follow([sessionEndedSubject], (event) => this.#hear(event));
      if (this.#isStopped) following.stop();
      else this.#following = following;
    } catch (error) {
      this.#options.log.debug({ err: error }, 'ended sessions cannot be listened for');
    } finally {
      this.#isTrying = false;
    }
  }

  #hear({ payload: { sessionId, endedAt } }: LiveEvent): void {
    if (typeof sessionId === 'string' && typeof endedAt === 'string') this.#add({ sessionId, endedAt });
    else this.#options.log.error('an event of an ended session does not say which');
  }

  /** @returns false if there was no answer. */
  async #ask(isArriving: boolean): Promise<boolean> {
    const { fetchEnded, clock, log } = this.#options;
    if (!fetchEnded) return false;
    const now = clock.now().getTime();
    const hasMissed = this.#hasMissed;
    if (isArriving && !hasMissed && now - this.#askedAt < checkSeconds * 1000) return true;
    const since = hasMissed ? now - this.#keepMilliseconds : this.#askedAt - overlapSeconds * 1000;
    this.#hasMissed = false;
    try {
      for (const session of await fetchEnded(new Date(since))) this.#add(session);
      this.#askedAt = now;
      return true;
    } catch (error) {
      this.#hasMissed ||= hasMissed;
      log.debug({ err: error }, 'ended sessions could not be asked for');
      return false;
    }
  }

  #add({ sessionId, endedAt }: EndedSession): void {
    if (this.#isStopped || this.#ended.has(sessionId)) return;
    const now = this.#options.clock.now().getTime();
    const ended = Date.parse(endedAt);
    // A time that is none, or is to come, must not be a session that is not ended, nor one that is never forgotten.
    const until = (ended <= now ? ended : now) + this.#keepMilliseconds;
    if (until <= now) return;
    this.#ended.set(sessionId, until);
    if (this.#ended.size > this.#maxSessions) this.#overflow();
    for (const listener of this.#listeners) {
      try {
        listener(sessionId);
      } catch (error) {
        this.#options.log.error({ err: error }, 'what an ended session has open could not be ended');
      }
    }
  }

  #overflow(): void {
    const [first] = this.#ended.keys();
    if (first !== undefined) this.#ended.delete(first);
    if (!this.#isFull)
      this.#options.log.warn('too many sessions have ended: tokens of the first are good until they expire');
    this.#isFull = true;
  }

  #forget(): void {
    const now = this.#options.clock.now().getTime();
    for (const [sessionId, until] of this.#ended) if (until <= now) this.#ended.delete(sessionId);
    if (this.#ended.size < this.#maxSessions) this.#isFull = false;
  }

  #tell(hears: boolean): void {
    const { log, clock } = this.#options;
    const now = clock.now().getTime();
    if (hears) {
      if (this.#isTold) log.info('ended sessions are heard of again');
      this.#blindSince = undefined;
      this.#isTold = false;
      return;
    }
    this.#blindSince ??= now;
    if (this.#isTold || now - this.#blindSince < patienceSeconds * 1000) return;
    log.warn('ended sessions are not heard of: their tokens are good until they expire');
    this.#isTold = true;
  }
}
