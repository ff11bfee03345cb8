import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';

/** One operation for one subgraph. */
export interface SubgraphOperation {
  readonly kind: 'query' | 'mutation';
  /** For transports that execute it. */
  readonly document: DocumentNode;
  /** The text of the document, for transports that send it. */
  readonly query: string;
  readonly operationName?: string | undefined;
}

/** The answer of a subgraph. */
export interface SubgraphResponse {
  /** Belongs to whoever asked, who may change it. */
  readonly data?: Record<string, unknown> | null;
  /** As a client may see them; paths are those of the subgraph's operation. */
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * Asks the subgraph, once. Never rejects: whatever goes wrong is an error of the response. What is known at once is given at
 * once: a promise for it would cost more than many a fetch in this process.
 *
 * @param context of the client's request.
 */
export type PreparedOperation<Context extends RequestContext> = (
  variables: Readonly<Record<string, unknown>>,
  context: Context,
) => SubgraphResponse | Promise<SubgraphResponse>;

/** A subscription of one subgraph. */
export type SubgraphSubscriptionOperation = Omit<SubgraphOperation, 'kind'>;

/**
 * Subscribes at the subgraph, once, when the first response is asked for. Never throws: whatever goes wrong is an error of
 * the last response. What is not read in time is not read from the subgraph either. Ends with the subgraph's own end, with
 * `signal`, or when the iterator is returned; then the subgraph sees that nobody listens any more.
 *
 * @param context of the client's request.
 */
export type PreparedSubscription<Context extends RequestContext> = (
  variables: Readonly<Record<string, unknown>>,
  context: Context,
  signal: AbortSignal,
) => AsyncIterableIterator<SubgraphResponse>;

/** How a subgraph is reached. Every transport answers the same operation with the same data and the same errors. */
export interface SubgraphTransport<Context extends RequestContext> {
  /** Prepares an operation for any number of requests. Nothing is sent yet. */
  prepare(operation: SubgraphOperation): PreparedOperation<Context>;
  /** Prepares a subscription for any number of requests; without it, the subgraph cannot be subscribed to. */
  subscribe?(operation: SubgraphSubscriptionOperation): PreparedSubscription<Context>;
  /** Whether the subgraph answers at the moment. Never rejects. */
  ready(): Promise<boolean>;
  /** Lets go of connections; nothing is executed after it. */
  stop(): Promise<void>;
}
