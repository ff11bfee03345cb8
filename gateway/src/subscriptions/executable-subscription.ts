import type { Identity } from '@reelhouse/auth';
import type { LiveEvent } from '@reelhouse/events';
import type { SubgraphResponse } from '@reelhouse/subgraph-transport';
import type { GatewayRequest, GatewayResult } from '../gateway-interface.ts';
import type { EventAudience } from './event-audience.ts';

/** Values by the names of variables. */
export type Variables = Readonly<Record<string, unknown>>;

/** What of a subscription depends on the variables of one who subscribes. */
export interface WantedEvents {
  /** The id of the event after which to begin; undefined: from now on. */
  readonly since: string | undefined;
  /** Whether the arguments let an event through. */
  readonly wants: (event: LiveEvent) => boolean;
}

/** A subscription whose source is the bus: the events name keys, and the subgraphs are asked for the rest. */
export interface EventSubscription {
  readonly kind: 'events';
  /** All of one owner. */
  readonly subjects: readonly string[];
  /** Whether the result depends on who asks: if not, it is the same for all who ask the same with the same scopes. */
  readonly dependsOnViewer: boolean;
  /** The argument `since` is no part of what makes two subscriptions differ once both have caught up. */
  readonly sinceVariables: readonly string[];
  /** Which of the events somebody may be told of. */
  audienceOf(identity: Identity | undefined): EventAudience;
  /**
   * @param coerced as the operation's definitions and defaults make them.
   * @throws {GraphQLError} BAD_USER_INPUT if an argument cannot be used.
   */
  wanted(coerced: Variables): WantedEvents;
  /** Answers an event for one request, or for all who share it. Never rejects for what a subgraph does. */
  execute(event: LiveEvent, request: SubscriptionRequest): Promise<GatewayResult>;
}

/** A subscription that a subgraph answers itself: its results are completed by the others. */
export interface SubgraphSubscription {
  readonly kind: 'subgraph';
  readonly subgraph: string;
  readonly dependsOnViewer: boolean;
  /** Subscribes at the subgraph; ends when `signal` does. Never rejects: what goes wrong is the last response. */
  open(request: SubscriptionRequest, signal: AbortSignal): AsyncIterable<SubgraphResponse>;
  /** Answers a response of the subgraph. */
  execute(response: SubgraphResponse, request: SubscriptionRequest): Promise<GatewayResult>;
}

/** A subscription that has a plan, compiled once for any number of requests. */
export type ExecutableSubscription = EventSubscription | SubgraphSubscription;

/** Whom a result is for. */
export interface SubscriptionRequest {
  readonly context: GatewayRequest['context'];
  /** As the client sent them. */
  readonly raw: Variables;
  readonly coerced: Variables;
}
