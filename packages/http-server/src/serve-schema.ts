import type { GraphQLSchema } from 'graphql';
import { createApolloServer, type RequestContext } from './apollo-server.ts';
import { CompiledSource, type GuardOperation } from './compiled-source.ts';
import { LeanLane } from './lean-lane.ts';
import type { GraphQLHttpOptions, GraphQLHttpServer } from './options.ts';
import { serveGraphQL } from './serve-graphql.ts';

/** A schema that is executed here, how openly it is served, and where. */
export interface SchemaHttpOptions<Context extends RequestContext> extends Omit<
  GraphQLHttpOptions<Context>,
  'apollo' | 'lane'
> {
  readonly schema: GraphQLSchema;
  /** Whether clients may ask for the schema. Without it, messages do not suggest names of it either. */
  readonly introspection: boolean;
  /** Decides by whoever asks how an operation is executed; without it everybody is answered everything. */
  readonly guard?: GuardOperation;
}

/**
 * Serves a schema to those who send the same operations over and over, such as a gateway: as `serveGraphQL` with an
 * Apollo Server does, answer for answer, but for less. An operation that Apollo Server found to be valid is executed from
 * then on without it. There are no plugins, therefore: they would not see those requests.
 *
 * @throws {StartupError} if the port cannot be listened on.
 */
export function serveSchema<Context extends RequestContext>(
  options: SchemaHttpOptions<Context>,
): Promise<GraphQLHttpServer<Context>> {
  const { schema, introspection, guard, ...http } = options;
  const source = new CompiledSource<Context>(schema, guard);
  const apollo = createApolloServer<Context>({ source, log: options.log, introspection });
  return serveGraphQL({ ...http, apollo, lane: new LeanLane(source) });
}
