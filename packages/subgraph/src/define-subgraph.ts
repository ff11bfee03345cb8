import type { Cache } from '@reelhouse/cache';
import type { Clock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import type { EntityClient } from '@reelhouse/entity-client';
import type { RequestContext, Route } from '@reelhouse/http-server';
import type { DocumentNode } from 'graphql';
import type { SubgraphWork } from './subgraph-work.ts';

/** What a subgraph works with. */
export interface SubgraphServices {
  /** Connections as the subgraph's own role, which can reach its own tables only. */
  readonly sql: Sql;
  readonly clock: Clock;
  /** Asks the owners of other entities for facts about them: in the background as a service, for a request as who sent it. */
  readonly entities: EntityClient;
  /** Keeps what was read for as long as it is right. */
  readonly cache: Cache;
}

/** A subgraph, before it has a database. */
export interface SubgraphDefinition<Context extends RequestContext> {
  /** Its name in the supergraph; also that of its PostgreSQL schema and folder of migrations. */
  readonly name: string;
  readonly typeDefs: readonly DocumentNode[];
  /** By type and field, as `generated/resolvers.ts` types them. */
  readonly resolvers: object;
  /** Makes what the resolvers of one request work with; its loaders live as long as the request. */
  readonly context: (services: SubgraphServices, request: RequestContext) => Context;
  /** What it does without being asked. */
  readonly work?: SubgraphWork;
  /** What it serves beside GraphQL where it has a process of its own, to everybody who can reach it: nothing secret. */
  readonly routes?: (services: SubgraphServices) => readonly Route[];
}

/** States a subgraph: see `SubgraphDefinition`. */
export function defineSubgraph<Context extends RequestContext>(
  definition: SubgraphDefinition<Context>,
): SubgraphDefinition<Context> {
  return definition;
}
