import type { ApolloServerPlugin } from '@apollo/server';
import {
  createApolloServer,
  explorerRoutes,
  serveGraphQL,
  type AdditionalListener,
  type CorsOptions,
  type GraphQLHttpServer,
  type IncomingRequest,
  type RequestContext,
  type Route,
  type StreamOptions,
} from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import type { RateLimiter } from '@reelhouse/rate-limit';
import { DenialLog, type DenialLogOptions } from './denials/denial-log.ts';
import { EdgeGate } from './edge/edge-gate.ts';
import type { EdgeSettings } from './edge/edge-settings.ts';
import { LiveSchema, type LiveSchemaOptions } from './live-schema/live-schema.ts';
import { WatchedFile } from './live-schema/watched-file.ts';
import { readinessOf } from './readiness.ts';
import { AutomaticOperations } from './registered-operations/automatic-operations.ts';
import type { OperationRegistry } from './registered-operations/operation-registry.ts';
import { servedOperationTypes } from './served-operation-types.ts';
import type { SubscriptionEngine } from './subscriptions/subscription-engine.ts';
import { SupergraphRuntime, type RuntimeOptions } from './supergraph-runtime.ts';

/** A supergraph file that is watched. */
export interface WatchedSupergraph extends LiveSchemaOptions {
  /** The path of the file that `supergraphSdl` was read from. */
  readonly file: string;
}

/** What is decided of operations before anything of them is executed. */
export interface GatewayEdge {
  /** Asked for each request, as they may be replaced at any time. They decide who may ask for the schema. */
  readonly settings: () => EdgeSettings;
  /** Counts what is asked for; without it nobody is limited in rate. */
  readonly limiter?: RateLimiter | undefined;
  /** Whether registered operations may be answered without Apollo Server; true by default, unless there are `plugins`. */
  readonly hotLane?: boolean | undefined;
  /** Whether settings came last that do not hold, as something is wrong with them: readiness tells it as a warning. */
  readonly isRefused?: (() => boolean) | undefined;
}

/** What the gateway serves, and where. */
export interface GatewayOptions<Context extends RequestContext> extends Omit<RuntimeOptions<Context>, 'onDenied'> {
  /** Where new versions of the supergraph schema come from; without it there are none. */
  readonly watch?: WatchedSupergraph;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly log: Logger;
  /** Makes the context that transports get, for each request. */
  readonly context: (request: IncomingRequest) => Promise<Context> | Context;
  /** Further addresses and ports that the same is served on; what is decided at the edge may differ by their names. */
  readonly listeners?: readonly AdditionalListener[] | undefined;
  /** Which operations are taken; without it, all that are valid. */
  readonly edge?: GatewayEdge | undefined;
  /** Whether clients may ask for the schema, where `edge` does not say it; true by default. */
  readonly introspection?: boolean;
  /**
   * Whether browsers are shown Apollo Sandbox at `/graphql` (it loads from Apollo's servers) and an explorer that needs
   * no internet at `/explorer`; false by default. Both need `introspection`.
   */
  readonly landingPage?: boolean;
  /** What stands in the explorer's editor at first. */
  readonly explorerQuery?: string;
  /** Whether texts of operations are kept under their hashes (APQ), for those who may send any; false by default. */
  readonly persistedQueries?: boolean;
  readonly plugins?: readonly ApolloServerPlugin<Context>[];
  /** The largest request body, in bytes; 256 kB by default. */
  readonly maxBodyBytes?: number;
  /** Whether answers are compressed for clients that take it; true by default. */
  readonly compression?: boolean;
  /** Which pages of other origins may call the gateway from a browser; none by default. */
  readonly cors?: CorsOptions | undefined;
  /** For how long browsers are told to come by HTTPS only, in seconds; not at all by default. */
  readonly strictTransportSeconds?: number | undefined;
  /** How many proxies of our own stand in front and append to `x-forwarded-for`; 0 by default. */
  readonly trustedProxies?: number;
  /** How streams of results are sent to clients, over WebSocket, as server-sent events and multipart; `false`: not at all. */
  readonly streams?: StreamOptions | false;
  /** Where what was denied to whom is recorded; without it, it is only counted. */
  readonly denials?: DenialLogOptions | undefined;
  /** What is served beside, to GET and HEAD. */
  readonly routes?: readonly Route[];
  /** How long `stop` waits for requests in flight, in seconds; 10 by default. */
  readonly drainSeconds?: number;
}

/** A gateway that listens. */
export interface Gateway<Context extends RequestContext = RequestContext> extends GraphQLHttpServer<Context> {
  /** Runs the subscriptions. */
  readonly subscriptions: SubscriptionEngine<Context>;
  /** Reads the supergraph file now, also where it is on a file system that tells of no change. */
  readSupergraphAgain(): void;
  /**
   * Puts the operations of other releases in place of those that are registered.
   *
   * @throws {StartupError} if the schema does not answer one of them; those before go on to be known then.
   */
  register(registry: OperationRegistry): Promise<void>;
}

/**
 * Serves a supergraph over HTTP.
 *
 * @throws {StartupError} if the supergraph cannot be run, a subgraph has no transport, or the port is taken.
 */
export async function startGateway<Context extends RequestContext>(
  options: GatewayOptions<Context>,
): Promise<Gateway<Context>> {
  const { log, edge, introspection = true, landingPage = false, streams = {} } = options;
  const denials = options.denials && new DenialLog(options.denials, log);
  const runtime = new SupergraphRuntime({ ...options, onDenied: denials && ((denied) => denials.add(denied)) });
  const live = new LiveSchema(runtime, log, options.watch);
  const subgraphs = readinessOf(() => runtime.current.parts.transports);
  const plugins = [runtime.plugin, ...(options.plugins ?? [])];
  const automatic = options.persistedQueries === true ? new AutomaticOperations() : undefined;
  const server = await serveGraphQL({
    ...options,
    apollo: createApolloServer<Context>({
      ...options,
      source: runtime,
      log,
      // Who may is decided by the gate.
      introspection: edge ? true : introspection,
      hideSchemaDetails: () => (edge ? edge.settings().introspection !== true : !introspection),
      landingPage,
      persistedQueries: automatic && { cache: automatic },
      plugins,
      validationRules: [servedOperationTypes],
    }),
    gate: edge && new EdgeGate({ hotLane: !options.plugins?.length, ...edge, runtime, automatic, log }),
    limits: edge && (() => ({ maxBodyBytes: options.maxBodyBytes, ...edge.settings().http })),
    observer: options.telemetry?.requests,
    compression: options.compression ?? true,
    ready: async () => ({
      ...(await subgraphs()),
      ...(live.refused && { schema: 'refused' }),
      ...(edge?.isRefused?.() && { config: 'refused' }),
      ...(options.subscriptions?.events?.isReachable() === false && { events: 'unreachable' }),
    }),
    streams: streams === false ? undefined : { ...streams, endStreams: () => runtime.subscriptions.stop() },
    routes: [
      ...(options.routes ?? []),
      ...(landingPage ? await pages(options.explorerQuery ?? '{\n  __typename\n}\n') : []),
    ],
  });
  const metrics = options.telemetry?.metrics?.gateway;
  metrics?.showSubscriptions(() => runtime.subscriptions.figures);
  metrics?.showOperations(() => server.operationCounts());
  const watched = options.watch && watchedFile(options.watch.file, options.supergraphSdl, live, log);
  await watched?.start();
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await watched?.close();
    await live.stop();
    await server.stop();
    // What the last requests were denied is recorded too.
    await denials?.stop();
  };
  const { subscriptions } = runtime;
  return {
    ...server,
    subscriptions,
    readSupergraphAgain: () => watched?.readAgain(),
    async register(registry) {
      await runtime.register(registry);
      // It may have been refused for an operation that is not registered any more.
      if (live.refused) watched?.readAgain();
    },
    stop: () => (stopped ??= stop()),
  };
}

function watchedFile<Context extends RequestContext>(
  file: string,
  sdl: string,
  live: LiveSchema<Context>,
  log: Logger,
): WatchedFile {
  return new WatchedFile(file, sdl, log, {
    onText: (text) => live.offer(text),
    onUnreadable: (reason) => live.offerUnreadable(reason),
  });
}

async function pages(explorerQuery: string): Promise<Route[]> {
  const toGraphQL: Route = { path: '/', handle: () => ({ status: 302, headers: { location: '/graphql' }, body: '' }) };
  return [toGraphQL, ...(await explorerRoutes('/graphql', explorerQuery))];
}
