import type { ExecutionResult } from 'graphql';
import type { LiveEvent } from '@reelhouse/events';
import type { RequestContext } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import type { LRUCache } from 'lru-cache';
import type { GatewayResult } from '../gateway-interface.ts';
import type { SubscriptionRequest, Variables } from './executable-subscription.ts';
import { brokenResult, type SubscriptionEnding } from './subscription-ending.ts';
import type { SubscriptionCounters } from './subscription-figures.ts';
import type { SubscriptionLimits } from './subscription-limits.ts';
import type { SubscriptionListener } from './subscription-listener.ts';
import type { ExecutionTurns, LoopShare } from './subscription-turns.ts';

/** What all groups of an engine share. */
export interface GroupServices<Context extends RequestContext> {
  readonly log: Logger;
  readonly limits: SubscriptionLimits;
  readonly counters: SubscriptionCounters;
  readonly executions: ExecutionTurns;
  /** What is handed out, and to how many groups an event is told, in one turn. */
  readonly share: LoopShare;
  /** Results of events of some moments ago, by group and event. */
  readonly kept: LRUCache<string, ExecutionResult>;
  readonly sharedContext: (context: Context, event: LiveEvent | undefined, dependsOnViewer: boolean) => Context;
}

/** What a group is made of. */
export interface GroupOptions<Context extends RequestContext> {
  readonly services: GroupServices<Context>;
  readonly version: object | undefined;
  readonly raw: Variables;
  readonly coerced: Variables;
  /** Holds what executes. */
  readonly lease: () => () => void;
  /** Is told once that nobody joins any more. */
  readonly onClose: () => void;
}

/**
 * Those who ask the same and may see the same: a result is made once for all of them. It lives from the first who listens
 * to the last.
 */
export abstract class SubscriptionGroup<Context extends RequestContext, Source extends object> {
  readonly version: object | undefined;
  protected readonly services: GroupServices<Context>;
  protected readonly listeners = new Set<SubscriptionListener<Context>>();
  /** How many events have come for those who listen. */
  protected received = 0;
  #live = 0;
  #closed = false;
  #executing = 0;
  #leased = true;
  readonly #variables: { readonly raw: Variables; readonly coerced: Variables };
  readonly #returnLease: () => void;
  readonly #onClose: () => void;

  constructor({ services, version, raw, coerced, lease, onClose }: GroupOptions<Context>) {
    this.services = services;
    this.version = version;
    this.#variables = { raw, coerced };
    this.#onClose = onClose;
    this.#returnLease = lease();
    services.counters.leases += 1;
    services.counters.groups += 1;
  }

  /**
   * Takes somebody in. Resolves when it gets all that comes from then on, or has ended.
   *
   * @param since the id of the event after which it begins.
   */
  abstract admit(listener: SubscriptionListener<Context>, since: string | undefined): Promise<void>;

  protected abstract readonly dependsOnViewer: boolean;
  protected abstract execute(source: Source, request: SubscriptionRequest): Promise<GatewayResult>;
  protected abstract eventOf(source: Source): LiveEvent | undefined;
  /** Lets go of where the events come from. */
  protected abstract disconnect(): void;

  /** Whether it is over, or about to be: nobody may join. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether there is somebody to whom an event would be given now. */
  protected get isHeard(): boolean {
    return this.#live > 0;
  }

  /** Those who listen now. */
  present(): readonly SubscriptionListener<Context>[] {
    return [...this.listeners];
  }

  /** From now on it gets what comes. */
  protected goLive(listener: SubscriptionListener<Context>): void {
    if (listener.ended) return;
    listener.joinedAt = this.received;
    this.#live += 1;
  }

  /** One who has ended. */
  remove(listener: SubscriptionListener<Context>): void {
    if (!this.listeners.delete(listener)) return;
    if (listener.joinedAt !== Infinity) this.#live -= 1;
    if (this.listeners.size === 0) this.close();
  }

  /** Ends all who listen, a share in each turn of the event loop. Nobody joins any more. */
  async endAll(ending: SubscriptionEnding): Promise<void> {
    const { share } = this.services;
    this.close();
    for (const listener of this.listeners) {
      while (!share.take()) await share.nextTurn();
      listener.end(ending);
    }
  }

  /** Nobody joins any more, and no event comes. */
  protected close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.services.counters.groups -= 1;
    this.#onClose();
    this.disconnect();
    this.#returnUnusedLease();
  }

  /** What an execution runs under: never the context of a request, which may end before. Undefined if nobody listens. */
  protected requestFor(event: LiveEvent | undefined): SubscriptionRequest | undefined {
    const [listener] = this.listeners;
    const { sharedContext } = this.services;
    return listener && { context: sharedContext(listener.context, event, this.dependsOnViewer), ...this.#variables };
  }

  /** Makes the result of an event when it is its turn; undefined if nobody waits for it then. */
  protected resultOf(source: Source): Promise<ExecutionResult | undefined> {
    return this.services.executions.run(async () => {
      if (this.#closed) return undefined;
      const { counters } = this.services;
      this.#executing += 1;
      counters.executions += 1;
      let { log } = this.services;
      let requestId: string | undefined;
      try {
        const request = this.requestFor(this.eventOf(source));
        if (!request) return undefined;
        ({ log, requestId } = request.context as RequestContext);
        return Object.freeze(await this.execute(source, request));
      } catch (error) {
        counters.failures += 1;
        log.error({ err: error }, 'an event of a subscription could not be executed');
        return brokenResult(requestId);
      } finally {
        this.#executing -= 1;
        this.#returnUnusedLease();
      }
    });
  }

  /**
   * Gives a result to all who were there when its event came, a share in each turn of the event loop.
   *
   * @param number of the event in this group.
   * @param place of the event in its log.
   */
  protected async deliver(number: number, result: ExecutionResult, place = Infinity): Promise<void> {
    const { share, counters } = this.services;
    for (const listener of this.listeners) {
      if (listener.joinedAt >= number || place <= listener.after) continue;
      while (!share.take()) await share.nextTurn();
      if (listener.push(result)) counters.deliveries += 1;
    }
  }

  #returnUnusedLease(): void {
    if (!this.#closed || this.#executing > 0 || !this.#leased) return;
    this.#leased = false;
    this.services.counters.leases -= 1;
    this.#returnLease();
  }
}
