import { randomUUID } from 'node:crypto';
import { userAgentFrom, type Identity } from '@reelhouse/auth';
import { systemTimers, type Clock } from '@reelhouse/clock';
import {
  InProcessTransport,
  recordDenialsAt,
  startGateway,
  type EdgeSettings,
  type SubgraphTransport,
  type SubscriptionFigures,
  type SubscriptionObserver,
  type Telemetry,
} from '@reelhouse/gateway';
import { openLiveEvents } from '@reelhouse/events';
import type { RequestContext } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import type { RateLimiter } from '@reelhouse/rate-limit';
import { roleUrl } from '@reelhouse/migrations';
import { openBus, openSubgraphCache, type InfrastructureConfig, type Subgraph } from '@reelhouse/subgraph';
import type { PasswordResetNotifier } from '@reelhouse/subgraph-identity';
import { explorerOperations } from './example-operations.ts';
import { openHouseAuthentication } from './house-authentication.ts';
import { houseEdge, mobile } from './house-edge.ts';
import { registeredOperations } from './registered-operations.ts';
import { subgraphs, subgraphsThatSend } from './subgraphs.ts';
import { supergraphSdl } from './supergraph-sdl.ts';

/** What the whole chain in one process needs. */
export interface HouseOptions {
  /** A migrated database, as the role that owns it; each subgraph connects as its own role. */
  readonly url: string;
  readonly roleSecret: string;
  /** What the names of the roles begin with; the database's name by default. */
  readonly rolePrefix?: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Where the mobile app is served, which runs registered operations only; 0: any free port. Without it, nowhere. */
  readonly mobilePort?: number | undefined;
  /** What is decided at the edge otherwise than in a house that is tried out. */
  readonly edge?: Partial<EdgeSettings> | undefined;
  /** Counts what is asked for, where `edge` limits the rates. */
  readonly limiter?: RateLimiter | undefined;
  /** Whether browsers are shown Apollo Sandbox and the explorer; false by default. */
  readonly landingPage?: boolean;
  /** Where Redis and NATS are; without them their work is done in this process and by PostgreSQL. */
  readonly infrastructure?: InfrastructureConfig;
  /** Sends links to those who have forgotten their password; without it nobody gets one. */
  readonly notifier?: PasswordResetNotifier;
  /** Whether events are published and handled, and jobs run; true by default. */
  readonly background?: boolean;
  /** Called with the name of the subgraph and the text of each statement as it is sent. */
  readonly onStatement?: (subgraph: string, text: string) => void;
  /** Is told of each subscription that was opened or has ended. */
  readonly subscriptionObserver?: SubscriptionObserver;
  /** What watches requests, plans, fetches and statements; without it they are not watched. */
  readonly telemetry?: Telemetry;
}

/** The chain, open. */
export interface House {
  /** The URL of the GraphQL endpoint. */
  readonly url: string;
  /** The same by the names of the listeners: `default`, and `mobile` if there is one. */
  readonly urls: Readonly<Record<string, string>>;
  /** What its subscriptions do. */
  readonly subscriptions: () => SubscriptionFigures;
  /** Finishes requests under way, then closes the subgraphs. May be called again. */
  stop(): Promise<void>;
}

/**
 * Opens every subgraph in this process, and the gateway in front of them.
 *
 * @throws {StartupError} if the port is taken.
 */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { log, clock, infrastructure = {}, background = true, mobilePort } = options;
  const edge: EdgeSettings = { ...houseEdge, ...options.edge };
  const transports: Record<string, SubgraphTransport<RequestContext>> = {};
  const closing: (() => Promise<unknown>)[] = [];
  /** What was opened last is closed first; what cannot be closed does not keep the rest open. */
  const close = async (): Promise<void> => {
    for (const closeOne of closing.splice(0).reverse()) {
      await closeOne().catch((error: unknown) => log.warn({ err: error }, 'could not be closed'));
    }
  };
  try {
    const open = await Promise.all(
      (options.notifier ? subgraphsThatSend(options.notifier) : subgraphs).map(async ({ name, open: openOne }) => {
        const shared = { databaseUrl: roleUrl({ ...options, subgraph: name }), clock, log };
        const cache = await openSubgraphCache(infrastructure, { ...shared, subgraph: name });
        closing.push(() => cache.close());
        const subgraph = openOne({
          ...shared,
          cache,
          reach: (other) => known(transports, other),
          ...(options.onStatement && { onStatement: (text) => options.onStatement?.(name, text) }),
        });
        closing.push(() => subgraph.close());
        return subgraph;
      }),
    );
    for (const subgraph of open) transports[subgraph.name] = inProcess(subgraph);
    const owners = Object.fromEntries(open.map(({ name, sql }) => [name, sql]));
    const bus = openBus(infrastructure, { owners, databaseUrl: options.url, clock, log });
    closing.push(() => bus.close());
    const events = openLiveEvents({ bus, clock, log });
    closing.push(() => events.close());
    if (background) {
      for (const subgraph of open) {
        const work = await subgraph.startBackground({ bus, log });
        options.telemetry?.metrics?.subgraphs.observe(subgraph.name, () => subgraph.figures(work));
        closing.push(() => work.stop());
      }
    }
    const authentication = await openHouseAuthentication({
      identity: known(Object.fromEntries(open.map((subgraph) => [subgraph.name, subgraph])), 'identity'),
      transport: known(transports, 'identity'),
      // Where nothing happens in the background, nobody is asked for ended sessions either.
      events: background ? events : undefined,
      clock,
      log,
    });
    closing.push(() => authentication.stop());
    const gateway = await startGateway<RequestContext>({
      ...options,
      supergraphSdl: supergraphSdl(),
      registry: await registeredOperations(),
      edge: { settings: () => edge, limiter: options.limiter },
      persistedQueries: true,
      listeners: mobilePort === undefined ? [] : [{ name: mobile, host: options.host, port: mobilePort }],
      transports,
      context({ requestId, log: requestLog, trace, headers, clientAddress, listener }) {
        const contextOf = (identity: Identity | undefined): RequestContext => ({
          requestId,
          log: requestLog,
          trace,
          clientAddress,
          listener,
          userAgent: userAgentFrom(headers['user-agent']),
          identity,
        });
        const identity = authentication.authenticate(headers);
        return identity instanceof Promise ? identity.then(contextOf) : contextOf(identity);
      },
      // Anybody may verify the tokens.
      routes: open.flatMap(({ routes }) => routes),
      subscriptions: { events, clock, observer: options.subscriptionObserver },
      denials: {
        record: recordDenialsAt(known(transports, 'identity'), () => ({ requestId: randomUUID(), log })),
        clock,
        timers: systemTimers,
      },
      explorerQuery: explorerOperations,
    });
    authentication.onEnded((ended) => {
      const isMeant = ({ identity }: RequestContext): boolean => identity?.sessionId === ended;
      gateway.subscriptions.endWhere(isMeant, 'UNAUTHENTICATED', 'The session has ended. Sign in again.');
      gateway.closeWhere(isMeant, 'UNAUTHENTICATED');
    });
    let stopped: Promise<void> | undefined;
    return {
      url: gateway.url,
      urls: gateway.urls,
      subscriptions: () => gateway.subscriptions.figures,
      stop: () => (stopped ??= gateway.stop().finally(close)),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function known<Value>(values: Readonly<Record<string, Value>>, name: string): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`there is no subgraph ${name}`);
  return value;
}

/**
 * Each fetch has a context of its own, as it has over HTTP. Sharing one would save a statement now and then, when two
 * fetches happen to ask at once; but how many statements an operation takes should not depend on what happens to happen.
 */
function inProcess(subgraph: Subgraph): SubgraphTransport<RequestContext> {
  return new InProcessTransport<RequestContext>({
    subgraph: subgraph.name,
    schema: subgraph.schema,
    ready: () => subgraph.isReady(),
    context: (incoming) => subgraph.contextFor(incoming),
  });
}
