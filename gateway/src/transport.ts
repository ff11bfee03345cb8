import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';

/** One operation for one subgraph. */
export interface SubgraphRequest<Context extends RequestContext> {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The context of the client's request. */
  readonly context: Context;
}

/** The answer of a subgraph. */
export interface SubgraphResponse {
  /** Belongs to whoever asked, who may change it. */
  readonly data?: Record<string, unknown> | null;
  /** As a client may see them; paths are those of the subgraph's operation. */
  readonly errors?: readonly GraphQLFormattedError[];
}

/** How a subgraph is reached. Every transport answers the same operation with the same data and the same errors. */
export interface SubgraphTransport<Context extends RequestContext> {
  /** Never rejects: whatever goes wrong is an error of the response. */
  execute(request: SubgraphRequest<Context>): Promise<SubgraphResponse>;
  /** Whether the subgraph answers at the moment. Never rejects. */
  ready(): Promise<boolean>;
  /** Lets go of connections; nothing is executed after it. */
  stop(): Promise<void>;
}
