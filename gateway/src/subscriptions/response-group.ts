import type { LiveEvent } from '@reelhouse/events';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphResponse } from '@reelhouse/subgraph-transport';
import type { GatewayResult } from '../gateway-interface.ts';
import type { SubgraphSubscription, SubscriptionRequest } from './executable-subscription.ts';
import { brokenResult, completed, type SubscriptionEnding } from './subscription-ending.ts';
import { SubscriptionGroup, type GroupOptions } from './subscription-group.ts';
import type { SubscriptionListener } from './subscription-listener.ts';

/**
 * Listens to what a subgraph answers, for those who ask the same. A response is taken when the one before has been
 * delivered, so that a subgraph that is faster than that waits. Who comes later gets what comes later.
 */
export class ResponseGroup<Context extends RequestContext> extends SubscriptionGroup<Context, SubgraphResponse> {
  readonly #subscription: SubgraphSubscription;
  readonly #ending = new AbortController();
  #responses: AsyncIterator<SubgraphResponse> | undefined;

  constructor(options: GroupOptions<Context>, subscription: SubgraphSubscription) {
    super(options);
    this.#subscription = subscription;
  }

  protected get dependsOnViewer(): boolean {
    return this.#subscription.dependsOnViewer;
  }

  override async admit(listener: SubscriptionListener<Context>): Promise<void> {
    const isFirst = this.listeners.size === 0;
    this.listeners.add(listener);
    this.goLive(listener);
    if (isFirst) void this.#listen();
  }

  protected override execute(response: SubgraphResponse, request: SubscriptionRequest): Promise<GatewayResult> {
    return this.#subscription.execute(response, request);
  }

  protected override eventOf(): LiveEvent | undefined {
    return undefined;
  }

  protected override disconnect(): void {
    this.#ending.abort();
    this.#responses?.return?.().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    await this.endAll(await this.#deliverAll());
  }

  async #deliverAll(): Promise<SubscriptionEnding> {
    try {
      const request = this.requestFor(undefined);
      if (!request) return completed;
      const responses = this.#subscription.open(request, this.#ending.signal)[Symbol.asyncIterator]();
      this.#responses = responses;
      for (;;) {
        const read = await responses.next();
        if (read.done || this.closed) return completed;
        this.services.counters.events += 1;
        this.received += 1;
        const number = this.received;
        const result = await this.resultOf(read.value);
        if (result) await this.deliver(number, result);
      }
    } catch (error) {
      if (this.closed) return completed;
      this.services.log.error({ err: error }, 'the subscription at a subgraph broke');
      return { code: 'INTERNAL_SERVER_ERROR', last: brokenResult(), dropsQueue: false };
    }
  }
}
