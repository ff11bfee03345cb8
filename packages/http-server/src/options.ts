import type { IncomingHttpHeaders } from 'node:http';
import type { ApolloServer, BaseContext } from '@apollo/server';
import type { Timers } from '@reelhouse/clock';
import type { ErrorCode } from '@reelhouse/errors';
import type { Logger } from '@reelhouse/logging';
import type { CorsOptions } from './cors.ts';
import type { ClientPatience, HttpLimits } from './http-limits.ts';
import type { OperationCounts } from './in-flight.ts';
import type { LeanLane } from './lean-lane.ts';
import type { OperationGate } from './operation-gate.ts';
import type { RequestObserver, RequestTrace } from './request-observer.ts';
import type { StreamCounts, StreamOptions } from './streams/stream-options.ts';

/** What is known of a request before its operation is read. */
export interface IncomingRequest {
  readonly headers: IncomingHttpHeaders;
  /** Names the request in logs and in answers; never longer than 64 characters of `A-Z a-z 0-9 . _ -`. */
  readonly requestId: string;
  /** Writes lines that carry the request id, and that of the trace. */
  readonly log: Logger;
  /**
   * Aborted when the client's connection closes before its answer was sent, or the operation takes longer than it may. Made when
   * it is first asked for.
   */
  readonly signal?: AbortSignal;
  /** Undefined where nothing is traced. */
  readonly trace?: RequestTrace;
  /** Where it comes from, as far as `trustedProxies` go; undefined once its connection is gone. */
  readonly clientAddress?: string | undefined;
  /** The name of the listener that it came to; `default` unless it is one of `listeners`. */
  readonly listener?: string | undefined;
}

/** A further address and port that the same is served on, told apart by its name: no client can say that it is there. */
export interface AdditionalListener {
  readonly name: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/**
 * What an instance needs in order to answer, each by its name and whether it is there; or a word for something that an
 * operator should see to while requests are answered as ever, such as `refused`. Anybody may read it.
 */
export type ReadinessReport = Readonly<Record<string, boolean | string>>;

/** The answer of a route. */
export interface RouteAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Something that is served beside the GraphQL endpoint, to GET and HEAD. */
export interface Route {
  /** The path; one that ends in `/` stands for everything below it. */
  readonly path: string;
  /** @returns undefined where there is nothing at the path. */
  handle(request: {
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
  }): Promise<RouteAnswer | undefined> | RouteAnswer | undefined;
}

/** What `serveGraphQL` serves, and where. */
export interface GraphQLHttpOptions<Context extends BaseContext> {
  /** Not started yet: it is started and stopped together with the server. */
  readonly apollo: ApolloServer<Context>;
  /** Answers the requests that it takes instead of `apollo`: see `serveSchema`. */
  readonly lane?: LeanLane<Context> | undefined;
  /** Makes what the resolvers get. A catalogued error that it throws is answered; any other is masked and logged. */
  readonly context: (request: IncomingRequest) => Promise<Context> | Context;
  /** Where GraphQL is served; `/graphql` by default. */
  readonly path?: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly listeners?: readonly AdditionalListener[] | undefined;
  /** Decides what becomes of operations; without it, all are executed. */
  readonly gate?: OperationGate<Context> | undefined;
  /** What requests may take; asked for each, as it may change. Without it, what `maxBodyBytes` says. */
  readonly limits?: (() => HttpLimits) | undefined;
  readonly patience?: ClientPatience | undefined;
  /** Those of the machine by default. */
  readonly timers?: Timers | undefined;
  readonly log: Logger;
  /** The level of the line about each request; `info` by default. */
  readonly accessLevel?: 'info' | 'debug';
  /** Asked by `/health/ready`; without it an instance that answers is ready. */
  readonly ready?: () => Promise<ReadinessReport> | ReadinessReport;
  readonly routes?: readonly Route[];
  /** Watches the requests to the GraphQL endpoint; without it nothing is measured but what the log says. */
  readonly observer?: RequestObserver | undefined;
  /**
   * The largest body taken; 256 kB by default. The largest operation of a real client is a few kB, the introspection
   * query 2 kB, and a fetch of entities for a page of 100 items some 10 kB: the rest is room for input.
   */
  readonly maxBodyBytes?: number;
  /** Whether answers are compressed for clients that take it; false by default, as between servers of one network. */
  readonly compression?: boolean;
  /** Which pages of other origins may call the endpoint from a browser; none by default. */
  readonly cors?: CorsOptions | undefined;
  /**
   * For how long browsers are told to come by HTTPS only, in seconds; not at all by default. Only where something in front of this
   * server speaks HTTPS at the same host.
   */
  readonly strictTransportSeconds?: number | undefined;
  /** How long `stop` waits for requests in flight, in seconds; 10 by default. */
  readonly drainSeconds?: number;
  /** How many proxies of our own stand in front and append to `x-forwarded-for`; 0 by default: the header is not read. */
  readonly trustedProxies?: number;
  /**
   * Serves streams of results: see `answerWithStream`. Without it there are no WebSockets, and a subscription is executed as
   * anything else.
   */
  readonly streams?: StreamOptions | undefined;
}

/** A server that listens. */
export interface GraphQLHttpServer<Context extends BaseContext = BaseContext> {
  /** The URL of the GraphQL endpoint. */
  readonly url: string;
  readonly port: number;
  /** The URLs of the GraphQL endpoint by the names of the listeners, `default` among them. */
  readonly urls: Readonly<Record<string, string>>;
  /**
   * Takes no more requests and operations, has the streams ended, lets what is in flight finish for up to `drainSeconds`,
   * cuts off the rest, then stops the Apollo Server. May be called again: every call waits for the same stop.
   */
  stop(): Promise<void>;
  /**
   * Ends the connections with streams of those whose identity has ended: a WebSocket is closed, another stream gets a last
   * result of the code.
   *
   * @param isMeant decides by the context: for a WebSocket that of its `connection_init`.
   * @returns how many were meant.
   */
  closeWhere(isMeant: (context: Context) => boolean, code: ErrorCode): number;
  /** How many operations are under way, and how many were refused for that. */
  operationCounts(): OperationCounts;
  /** How many connections with streams there are now. */
  streamCounts(): StreamCounts;
}
