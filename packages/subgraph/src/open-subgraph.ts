import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Clock } from '@reelhouse/clock';
import { InProcessCache, type Cache } from '@reelhouse/cache';
import { connect, traceStatements, type ConnectOptions, type Sql } from '@reelhouse/database';
import { EntityClient } from '@reelhouse/entity-client';
import type { GuardOperation, RequestContext, Route } from '@reelhouse/http-server';
import { eventLag } from '@reelhouse/events';
import { JobRunner } from '@reelhouse/jobs';
import type { Logger } from '@reelhouse/logging';
import { scalars } from '@reelhouse/scalars';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { SubgraphFigures } from '@reelhouse/telemetry';
import { concatAST, type GraphQLSchema } from 'graphql';
import { jobRunnerOptions, startBackground, type Background, type BackgroundOptions } from './background.ts';
import type { SubgraphDefinition, SubgraphServices } from './define-subgraph.ts';
import { guardOperations } from './guard-operations.ts';
import { ServiceEntityClient } from './service-entity-client.ts';

/** Where a subgraph's rows are, and what time it is. */
export interface OpenSubgraphOptions extends Pick<ConnectOptions, 'connections' | 'onStatement'> {
  /** The URL of the database for the subgraph's own role. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** Keeps what was read; one in this process without it. */
  readonly cache?: Cache;
  /**
   * How other subgraphs are reached, for facts about their entities. Asked when the first fact is needed, so they may be
   * opened later than this one. Without it nobody is reached, and what needs a fact is refused.
   */
  readonly reach?: (subgraph: string) => SubgraphTransport<RequestContext>;
}

/** A subgraph that can be asked. */
export interface Subgraph {
  readonly name: string;
  /** Executable, with `_entities` and `_service`. */
  readonly schema: GraphQLSchema;
  /** Lets whoever asks see what the SDL opens to them: for where it is asked by others than the gateway in its process. */
  readonly guard: GuardOperation;
  /** The context of one request: every execution for that request takes the same, so that they share loaders. */
  contextFor(request: RequestContext): RequestContext;
  /** What it serves beside GraphQL. */
  readonly routes: readonly Route[];
  /** Connections as the subgraph's own role. */
  readonly sql: Sql;
  /** Starts what it does without being asked: see `startBackground`. */
  startBackground(options: BackgroundOptions): Promise<Background>;
  /** What it tells of itself to metrics: its cache, and the events that wait. */
  figures(background: Background): Promise<SubgraphFigures>;
  /** Runs its jobs one by one, when they are asked for. */
  jobRunner(log: Logger): JobRunner;
  /** Whether its database answers. */
  isReady(): Promise<boolean>;
  /** Waits for statements under way, then disconnects. */
  close(): Promise<void>;
}

/** Opens a subgraph on its database. Nothing connects before the first statement. */
export function openSubgraph<Context extends RequestContext>(
  definition: SubgraphDefinition<Context>,
  options: OpenSubgraphOptions,
): Subgraph {
  const { name, typeDefs, resolvers } = definition;
  const { databaseUrl, clock, reach = unreached, cache = new InProcessCache({ clock }), ...connection } = options;
  const sql = connect(databaseUrl, { name, ...connection });
  const services = { sql, clock, cache, entities: new EntityClient({ reach }) };
  const ownServices = { ...services, entities: new ServiceEntityClient(name, { reach }) };
  const { work = {} } = definition;
  const sdl = concatAST(typeDefs);
  const buildSchema = () => buildSubgraphSchema({ typeDefs: sdl, resolvers: { ...scalars, ...resolvers } });
  const schema = buildSchema();
  return {
    name,
    schema,
    guard: guardOperations(sdl, schema, buildSchema),
    contextFor: (request) => definition.context(servicesFor(services, request), request),
    routes: definition.routes?.(services) ?? [],
    sql,
    startBackground: (background) => startBackground(name, work, ownServices, background),
    figures: async (background) => ({
      cache: cache.stats(),
      events: await eventLag(sql, clock),
      consumers: await background.consumerLag(),
    }),
    jobRunner: (log) => new JobRunner({ ...jobRunnerOptions(name, work, ownServices), log }),
    isReady: () =>
      sql`select 1`.then(
        () => true,
        () => false,
      ),
    close: () => sql.end({ timeout: 5 }),
  };
}

function unreached(subgraph: string): never {
  throw new Error(`nobody said how the subgraph ${subgraph} is reached`);
}

/** The statements that are sent for a request that is traced belong to its trace. */
function servicesFor(services: SubgraphServices, { trace }: RequestContext): SubgraphServices {
  return trace?.span.isRecording() ? { ...services, sql: traceStatements(services.sql, trace) } : services;
}
