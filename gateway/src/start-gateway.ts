import type { ApolloServerPlugin, PersistedQueryOptions } from '@apollo/server';
import {
  createApolloServer,
  explorerRoutes,
  serveGraphQL,
  type GraphQLHttpServer,
  type IncomingRequest,
  type RequestContext,
  type Route,
} from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import { readinessOf } from './readiness.ts';
import { SupergraphRuntime, type RuntimeOptions } from './supergraph-runtime.ts';

/** What the gateway serves, and where. */
export interface GatewayOptions<Context extends RequestContext> extends RuntimeOptions<Context> {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly log: Logger;
  /** Makes the context that transports get, for each request. */
  readonly context: (request: IncomingRequest) => Promise<Context> | Context;
  /** Whether clients may ask for the schema; true by default. */
  readonly introspection?: boolean;
  /**
   * Whether browsers are shown Apollo Sandbox at `/graphql` (it loads from Apollo's servers) and an explorer that needs
   * no internet at `/explorer`; false by default. Both need `introspection`.
   */
  readonly landingPage?: boolean;
  /** What stands in the explorer's editor at first. */
  readonly explorerQuery?: string;
  /** Operations by their hash (APQ); off by default. */
  readonly persistedQueries?: PersistedQueryOptions;
  readonly plugins?: readonly ApolloServerPlugin<Context>[];
  /** The largest request body, in bytes; 256 kB by default. */
  readonly maxBodyBytes?: number;
  /** How long `stop` waits for requests in flight, in seconds; 10 by default. */
  readonly drainSeconds?: number;
}

/**
 * Serves a supergraph over HTTP.
 *
 * @throws {StartupError} if the supergraph cannot be run, a subgraph has no transport, or the port is taken.
 */
export async function startGateway<Context extends RequestContext>(
  options: GatewayOptions<Context>,
): Promise<GraphQLHttpServer> {
  const { log, introspection = true, landingPage = false } = options;
  const runtime = new SupergraphRuntime(options);
  return serveGraphQL({
    ...options,
    apollo: createApolloServer<Context>({ ...options, source: runtime, log, introspection, landingPage }),
    ready: readinessOf(options.transports),
    routes: landingPage ? await pages(options.explorerQuery ?? '{\n  __typename\n}\n') : [],
  });
}

async function pages(explorerQuery: string): Promise<Route[]> {
  const toGraphQL: Route = { path: '/', handle: () => ({ status: 302, headers: { location: '/graphql' }, body: '' }) };
  return [toGraphQL, ...(await explorerRoutes('/graphql', explorerQuery))];
}
