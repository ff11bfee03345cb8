import type { ExecutionResult } from 'graphql';
import { EventsMissed, InvalidEventId, type Following, type LiveEvent, type LiveEvents } from '@reelhouse/events';
import { badUserInput } from '@reelhouse/errors';
import type { RequestContext } from '@reelhouse/http-server';
import type { GatewayResult } from '../gateway-interface.ts';
import type { EventSubscription, SubscriptionRequest } from './executable-subscription.ts';
import { MissedEvents, type LogPart } from './missed-events.ts';
import {
  endingWithError,
  eventsMissed,
  eventsUnavailable,
  tooSlow,
  type SubscriptionEnding,
} from './subscription-ending.ts';
import { SubscriptionGroup, type GroupOptions } from './subscription-group.ts';
import type { SubscriptionListener } from './subscription-listener.ts';
import { OrderedExecutions } from './subscription-order.ts';

const invalidSince = endingWithError(badUserInput('since', 'must be the id of an event'), 'BAD_USER_INPUT');

/** Tells the results of groups that are kept apart. */
let groups = 0;

/** Listens to events of the bus for those who ask the same. */
export class EventGroup<Context extends RequestContext> extends SubscriptionGroup<Context, LiveEvent> {
  readonly #name = `${(groups += 1)}`;
  readonly #events: LiveEvents;
  readonly #subscription: EventSubscription;
  readonly #wants: (event: LiveEvent) => boolean;
  readonly #order = new OrderedExecutions<{ readonly event: LiveEvent; readonly number: number }, ExecutionResult>(
    ({ event }) => this.#sharedResult(event),
    ({ event, number }, result) => this.deliver(number, result, event.sequence),
  );
  /** By the event after which they come. */
  readonly #missed = new Map<string, MissedEvents<Context>>();
  /** Who reads what came after which event. */
  readonly #reading = new Map<SubscriptionListener<Context>, string>();
  /** Results that are being made, by event. */
  readonly #making = new Map<string, Promise<ExecutionResult | undefined>>();
  readonly #opened: Promise<void>;
  #following: Following | undefined;
  /** The place in the log of the last event that came. */
  #place = -Infinity;

  constructor(
    options: GroupOptions<Context>,
    events: LiveEvents,
    subscription: EventSubscription,
    wants: (event: LiveEvent) => boolean,
  ) {
    super(options);
    this.#events = events;
    this.#subscription = subscription;
    this.#wants = wants;
    this.#opened = this.#follow();
  }

  protected get dependsOnViewer(): boolean {
    return this.#subscription.dependsOnViewer;
  }

  override async admit(listener: SubscriptionListener<Context>, since: string | undefined): Promise<void> {
    this.listeners.add(listener);
    await listener.until(this.#opened);
    if (this.closed) await listener.untilEnded();
    else if (listener.ended) return;
    else if (since === undefined) this.goLive(listener);
    else await listener.until(this.#catchUp(listener, since));
  }

  override remove(listener: SubscriptionListener<Context>): void {
    this.#stopReading(listener);
    super.remove(listener);
  }

  protected override execute(event: LiveEvent, request: SubscriptionRequest): Promise<GatewayResult> {
    return this.#subscription.execute(event, request);
  }

  protected override eventOf(event: LiveEvent): LiveEvent {
    return event;
  }

  protected override disconnect(): void {
    this.#following?.stop();
    this.#order.clear();
  }

  async #follow(): Promise<void> {
    try {
      const following = await this.#events.follow(this.#subscription.subjects, (event) => this.#receive(event));
      if (this.closed) following.stop();
      else this.#following = following;
      this.#place = Math.max(this.#place, following.position);
    } catch (error) {
      this.services.log.warn({ err: error }, 'events cannot be followed');
      await this.endAll(eventsUnavailable);
    }
  }

  #receive(event: LiveEvent): void {
    if (this.closed) return;
    if (event.sequence <= this.#place) this.#beginAnotherLog();
    this.#place = event.sequence;
    if (!this.#wants(event)) return;
    const { counters, limits } = this.services;
    counters.events += 1;
    for (const missed of this.#missed.values()) {
      missed.add(event);
      if (missed.later > limits.pendingEvents) this.#endReaders(missed, tooSlow);
    }
    if (!this.isHeard) return;
    this.received += 1;
    this.#order.push({ event, number: this.received });
    if (this.#order.waiting > limits.pendingEvents) void this.endAll(eventsMissed);
    else this.services.share.do(() => this.#order.start());
  }

  /** Places of before mean nothing in it. */
  #beginAnotherLog(): void {
    for (const missed of this.#missed.values()) this.#endReaders(missed, eventsMissed);
    for (const listener of this.listeners) listener.after = -Infinity;
  }

  #endReaders({ readers }: MissedEvents<Context>, ending: SubscriptionEnding): void {
    for (const reader of [...readers]) reader.end(ending);
  }

  /**
   * Reads what came after an event, and then listens to what comes. Resolves when it is certain that it can be given.
   * Listeners are not waited for: each reads at its own pace.
   */
  async #catchUp(listener: SubscriptionListener<Context>, since: string): Promise<void> {
    let missed = this.#missed.get(since);
    if (!missed) {
      missed = new MissedEvents<Context>(() => this.#open(since), this.#wants);
      this.#missed.set(since, missed);
    }
    missed.readers.add(listener);
    this.#reading.set(listener, since);
    try {
      await missed.read(0);
    } catch (error) {
      listener.end(this.#whyMissed(error));
    }
    void this.#read(listener, missed);
  }

  /**
   * What came after an event, up to where the log ends now. That may lie behind what has come here: the event may have been
   * given by a process that was ahead of this one.
   */
  async #open(since: string): Promise<LogPart> {
    this.services.counters.replays += 1;
    const { subjects } = this.#subscription;
    const now = await this.#events.follow(subjects, () => undefined);
    now.stop();
    return { events: this.#events.replay(subjects, since, now.position), upTo: now.position };
  }

  async #read(listener: SubscriptionListener<Context>, missed: MissedEvents<Context>): Promise<void> {
    try {
      for (let index = 0; !listener.ended; index += 1) {
        await missed.read(index);
        const event = missed.at(index);
        // What comes from here on is given by the group: nothing came in between.
        if (!event) {
          listener.after = missed.upTo;
          this.goLive(listener);
          this.#stopReading(listener);
          return;
        }
        const result = await this.#sharedResult(event);
        if (!result) return;
        if (listener.push(result)) this.services.counters.deliveries += 1;
        await listener.stream.emptied();
      }
    } catch (error) {
      listener.end(this.#whyMissed(error));
    }
  }

  /** The log is let go of with the last who reads it. */
  #stopReading(listener: SubscriptionListener<Context>): void {
    const since = this.#reading.get(listener);
    if (since === undefined) return;
    this.#reading.delete(listener);
    const missed = this.#missed.get(since);
    missed?.readers.delete(listener);
    if (missed?.readers.size === 0) this.#forget(since, missed);
  }

  #forget(since: string, missed: MissedEvents<Context>): void {
    this.#missed.delete(since);
    missed.close();
  }

  #whyMissed(error: unknown): SubscriptionEnding {
    if (error instanceof EventsMissed) return eventsMissed;
    if (error instanceof InvalidEventId) return invalidSince;
    this.services.log.warn({ err: error }, 'events cannot be replayed');
    return eventsUnavailable;
  }

  /** The result of an event, made once for all who wait for it or come back for it soon. */
  #sharedResult(event: LiveEvent): Promise<ExecutionResult | undefined> {
    const key = `${this.#name} ${event.id}`;
    const kept = this.services.kept.get(key);
    if (kept) return Promise.resolve(kept);
    const making = this.#making.get(event.id);
    if (making) return making;
    const made = this.resultOf(event).then((result) => {
      this.#making.delete(event.id);
      if (result && !this.dependsOnViewer) this.services.kept.set(key, result);
      return result;
    });
    this.#making.set(event.id, made);
    return made;
  }
}
