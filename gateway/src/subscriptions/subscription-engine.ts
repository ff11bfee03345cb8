import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Clock, Timers } from '@reelhouse/clock';
import type { ErrorCode } from '@reelhouse/errors';
import type { LiveEvent, LiveEvents } from '@reelhouse/events';
import type { RequestContext, ResultStream } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import { LRUCache } from 'lru-cache';
import { addressedEvents, type AddressedEvents } from './addressed-events.ts';
import { EventGroup } from './event-group.ts';
import type { ExecutableSubscription, SubscriptionRequest } from './executable-subscription.ts';
import { ResponseGroup } from './response-group.ts';
import {
  endingWith,
  eventsUnavailable,
  shuttingDown,
  tokenExpired,
  tooManyStreams,
  type EndingCode,
  type SubscriptionEnding,
} from './subscription-ending.ts';
import { ExpiryTimes } from './subscription-expiry.ts';
import { createCounters, type SubscriptionFigures } from './subscription-figures.ts';
import type { GroupOptions, GroupServices, SubscriptionGroup } from './subscription-group.ts';
import { subscriptionKey, viewerKey, withoutVariables } from './subscription-key.ts';
import { defaultLimits, type SubscriptionLimits } from './subscription-limits.ts';
import { SubscriptionListener } from './subscription-listener.ts';
import { ExecutionTurns, LoopShare } from './subscription-turns.ts';

/** How long a result is kept for those who come back, in milliseconds. */
const keptFor = 60_000;

/** What an engine is made of. */
export interface SubscriptionEngineOptions<Context extends RequestContext> {
  /** Where events come from; without it only subscriptions that a subgraph answers itself can be run. */
  readonly events?: LiveEvents | undefined;
  readonly log: Logger;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Who asks; '' for nobody. A result that depends on the viewer is shared by those for whom this is the same. */
  readonly viewerOf: (context: Context) => string;
  /** What the viewer may see; a result is only shared by those for whom this is the same. */
  readonly scopesOf?: (context: Context) => string;
  /**
   * What is executed for several runs under: no request's own id, signal or trace, and an identity only of what all of them
   * may see.
   *
   * @param context of one who listens.
   * @param event undefined for what a subgraph answers.
   * @param dependsOnViewer if so, all who share are the same viewer with the same scopes as that of `context`.
   */
  readonly sharedContext: (context: Context, event: LiveEvent | undefined, dependsOnViewer: boolean) => Context;
  /** When somebody may listen no longer, in seconds since 1970. */
  readonly expiresAt?: (context: Context) => number | undefined;
  readonly limits?: Partial<SubscriptionLimits>;
  readonly observer?: SubscriptionObserver;
}

/** Watches an engine. */
export interface SubscriptionObserver {
  /** A stream was opened: it gets every event from now on. */
  opened?(): void;
  /** A stream has ended, or was refused while it was opened. */
  ended?(code: EndingCode): void;
}

/** What somebody asks for. */
export interface ToSubscribe {
  readonly subscription: ExecutableSubscription;
  /** Stands for the document, the operation and the version of the schema. */
  readonly key: string;
  readonly request: SubscriptionRequest;
  /** The version of the schema: its streams can be ended together. */
  readonly version?: object;
  /** Holds what executes. @returns what gives it back. */
  readonly lease: () => () => void;
  /** Aborted when the client leaves, also after it got the stream. */
  readonly signal?: AbortSignal | undefined;
}

/** A subscription that was refused. */
export interface RefusedSubscription {
  readonly errors: readonly GraphQLError[];
}

/**
 * Runs subscriptions for any number of listeners. An event is executed once for all who ask the same with the same
 * variables and scopes and are told the same events, and, where the result depends on who asks, for each viewer. Executions over all that one event
 * concerns run 64 at a time, at most 64 begun in one turn of the event loop, so that requests are answered meanwhile; those of
 * one group overlap, and each listener gets its results in the order of the events. Nobody waits for one who reads slowly.
 */
export class SubscriptionEngine<Context extends RequestContext> {
  readonly #options: SubscriptionEngineOptions<Context>;
  readonly #services: GroupServices<Context>;
  readonly #counters = createCounters();
  readonly #groups = new Map<string, SubscriptionGroup<Context, object>>();
  readonly #expiry: ExpiryTimes<SubscriptionListener<Context>>;
  readonly #streams = new Map<string, number>();
  readonly #versions = new WeakMap<object, number>();
  #lastVersion = 0;
  /** How the streams of a version, or all, were ended: no further one is opened. */
  readonly #ended = new WeakMap<object, SubscriptionEnding>();
  #stopped: SubscriptionEnding | undefined;

  constructor(options: SubscriptionEngineOptions<Context>) {
    const { log, clock, timers, sharedContext } = options;
    const limits = { ...defaultLimits, ...options.limits };
    const perf = { now: () => clock.now().getTime() };
    this.#options = options;
    this.#services = {
      log,
      limits,
      sharedContext,
      counters: this.#counters,
      executions: new ExecutionTurns(limits.executions, this.#counters),
      share: new LoopShare(limits.deliveries),
      kept: new LRUCache<string, ExecutionResult>({ max: limits.keptResults, ttl: keptFor, ttlResolution: 0, perf }),
    };
    this.#expiry = new ExpiryTimes(clock, timers, (listener) => listener.end(tokenExpired));
  }

  /** What there is and what was done, up to date whenever it is read. */
  get figures(): SubscriptionFigures {
    return this.#counters;
  }

  /**
   * Opens a stream. Its results are shared: nobody may change them, and their JSON may be kept by the object.
   *
   * @returns the stream, or why there is none.
   */
  async subscribe(toSubscribe: ToSubscribe): Promise<ResultStream | RefusedSubscription> {
    const { subscription, request, version, signal } = toSubscribe;
    const context = request.context as Context;
    const viewer = this.#options.viewerOf(context);
    const expiresAt = this.#options.expiresAt?.(context);
    const refusal = this.#refusal(subscription, version, viewer, expiresAt);
    if (refusal) return { errors: refusal.last?.errors ?? [] };
    let wanted: AddressedEvents | undefined;
    try {
      if (subscription.kind === 'events') wanted = addressedEvents(subscription, request.coerced, context);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }

    const group = this.#groupFor(toSubscribe, viewer, wanted);
    const { queue } = this.#services.limits;
    const onEnd = (ended: SubscriptionListener<Context>, ending: SubscriptionEnding): void => {
      this.#forget(ended, ending);
      group.remove(ended);
    };
    const listener = new SubscriptionListener<Context>({ context, viewer, expiresAt, signal, queue, onEnd });
    this.#remember(listener);
    const admitted = group.admit(listener, wanted?.since);
    if (signal?.aborted) listener.left();
    await admitted;
    if (listener.errors) return { errors: listener.errors };
    this.#options.observer?.opened?.();
    return listener.stream;
  }

  /**
   * Ends streams with an error, after what they have not given yet.
   *
   * @param which those of one version of the schema, which then opens no further one; all, if there is none.
   * @returns resolves when all have ended.
   */
  async end(code: ErrorCode, message: string, which: { readonly version?: object } = {}): Promise<void> {
    const { version } = which;
    const ending = endingWith(code, message);
    if (version) this.#ended.set(version, ending);
    const groups = [...this.#groups.values()].filter((group) => !version || group.version === version);
    await Promise.all(groups.map((group) => group.endAll(ending)));
  }

  /**
   * Ends the streams of some at once, leaving out what they have not given yet: their right to it was taken away.
   *
   * @param matches is given the context of each who listens.
   */
  endWhere(matches: (context: Context) => boolean, code: ErrorCode, message: string): void {
    const ending = endingWith(code, message, true);
    for (const group of [...this.#groups.values()]) {
      for (const listener of group.present()) if (matches(listener.context)) listener.end(ending);
    }
  }

  /** Ends all streams, and opens no further one. */
  async stop(): Promise<void> {
    this.#stopped = shuttingDown;
    await Promise.all([...this.#groups.values()].map((group) => group.endAll(shuttingDown)));
    this.#services.kept.clear();
  }

  #refusal(
    { kind }: ExecutableSubscription,
    version: object | undefined,
    viewer: string,
    expiresAt: number | undefined,
  ): SubscriptionEnding | undefined {
    if (this.#stopped) return this.#stopped;
    if (expiresAt !== undefined && this.#expiry.isOver(expiresAt)) return tokenExpired;
    if (kind === 'events' && !this.#options.events) return eventsUnavailable;
    if ((this.#streams.get(viewer) ?? 0) >= this.#services.limits.perIdentity) return tooManyStreams;
    return version && this.#ended.get(version);
  }

  #groupFor(
    { subscription, key, request, version, lease }: ToSubscribe,
    viewer: string,
    wanted: AddressedEvents | undefined,
  ): SubscriptionGroup<Context, object> {
    const without = subscription.kind === 'events' ? subscription.sinceVariables : [];
    const coerced = withoutVariables(request.coerced, without);
    const context = request.context as Context;
    const hash = subscriptionKey({
      key,
      version: this.#numberOf(version),
      variables: coerced,
      scopes: this.#options.scopesOf?.(context) ?? '',
      viewer: subscription.dependsOnViewer ? viewerKey(viewer, context.identity) : undefined,
      audience: wanted?.audience ?? '',
    });
    const known = this.#groups.get(hash);
    if (known) return known;
    const raw = withoutVariables(request.raw, without);
    const onClose = (): void => void this.#groups.delete(hash);
    const options: GroupOptions<Context> = { services: this.#services, version, raw, coerced, lease, onClose };
    const group = this.#createGroup(options, subscription, wanted);
    this.#groups.set(hash, group);
    return group;
  }

  #createGroup(
    options: GroupOptions<Context>,
    subscription: ExecutableSubscription,
    wanted: AddressedEvents | undefined,
  ): SubscriptionGroup<Context, object> {
    if (subscription.kind === 'subgraph') return new ResponseGroup(options, subscription);
    const { events } = this.#options;
    if (!events || !wanted) throw new Error('there are no events to listen to');
    return new EventGroup(options, events, subscription, wanted.wants);
  }

  /** Versions are told apart by their object. */
  #numberOf(version: object | undefined): number {
    if (!version) return 0;
    const known = this.#versions.get(version);
    if (known !== undefined) return known;
    this.#lastVersion += 1;
    this.#versions.set(version, this.#lastVersion);
    return this.#lastVersion;
  }

  #remember(listener: SubscriptionListener<Context>): void {
    const { viewer, expiresAt } = listener;
    this.#counters.listeners += 1;
    if (viewer !== '') this.#streams.set(viewer, (this.#streams.get(viewer) ?? 0) + 1);
    if (expiresAt !== undefined) this.#expiry.add(listener, expiresAt);
  }

  #forget(listener: SubscriptionListener<Context>, { code }: SubscriptionEnding): void {
    const { viewer, expiresAt } = listener;
    this.#counters.listeners -= 1;
    this.#counters.ended[code] = (this.#counters.ended[code] ?? 0) + 1;
    if (expiresAt !== undefined) this.#expiry.remove(listener, expiresAt);
    const streams = (this.#streams.get(viewer) ?? 0) - 1;
    if (streams > 0) this.#streams.set(viewer, streams);
    else this.#streams.delete(viewer);
    this.#options.observer?.ended?.(code);
  }
}
