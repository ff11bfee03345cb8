import { Writable } from 'node:stream';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { badUserInput } from '@reelhouse/errors';
import { createLogger } from '@reelhouse/logging';
import { createApolloServer, type ApolloServerSettings, type RequestContext } from './apollo-server.ts';
import { CompiledSource } from './compiled-source.ts';
import { LeanLane } from './lean-lane.ts';
import type { GraphQLHttpOptions, IncomingRequest } from './options.ts';
import { serveGraphQL } from './serve-graphql.ts';
import { serveSchema, type SchemaHttpOptions } from './serve-schema.ts';

/** A promise that a test settles when it wants to. */
export function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** Lines that were logged, as objects. */
export type LogLines = Record<string, unknown>[];

/** What a server is made of: a schema that can answer, refuse, break and wait, and a log that can be read. */
export function parts() {
  const lines: LogLines = [];
  const log = createLogger({
    name: 'test',
    level: 'debug',
    destination: new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        done();
      },
    }),
  });
  const changes: string[] = [];
  const entered = gate();
  const release = gate();
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        hello: { type: GraphQLString, resolve: () => 'world' },
        echo: {
          type: GraphQLInt,
          args: { number: { type: new GraphQLNonNull(GraphQLInt) } },
          resolve: (_source, { number }: { number: number }) => number,
        },
        refused: {
          type: GraphQLString,
          resolve() {
            throw badUserInput('first', 'must be from 0 to 100');
          },
        },
        broken: {
          type: GraphQLString,
          resolve() {
            throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
          },
        },
        slow: {
          type: GraphQLString,
          async resolve() {
            entered.open();
            await release.opened;
            return 'done';
          },
        },
      },
    }),
    mutation: new GraphQLObjectType({
      name: 'Mutation',
      fields: {
        change: { type: GraphQLString },
        breakAfterChange: {
          type: GraphQLString,
          resolve() {
            changes.push('changed');
            throw new Error('broken after the change');
          },
        },
      },
    }),
  });
  const served = { context: plainContext, host: '127.0.0.1', port: 0, log };
  return { schema, served, lines, entered, release, changes };
}

const plainContext = ({ requestId, log }: IncomingRequest): RequestContext => ({ requestId, log });

/** A server on a free port; a lean one has no plugins of its own, unless a test wants to see what they see. */
export async function serve(
  options: Partial<GraphQLHttpOptions<RequestContext>> = {},
  settings: Partial<ApolloServerSettings<RequestContext>> = {},
  { lean = false } = {},
) {
  const { schema, served, ...seen } = parts();
  const source = new CompiledSource<RequestContext>(schema);
  const apollo = createApolloServer({ source, log: served.log, introspection: true, ...settings });
  const lane = lean ? new LeanLane(source) : undefined;
  const server = await serveGraphQL<RequestContext>({ apollo, lane, ...served, ...options });
  return { ...server, origin: `http://127.0.0.1:${server.port}`, ...seen };
}

/** The same schema, served lean. */
export async function serveLean(options: Partial<SchemaHttpOptions<RequestContext>> = {}) {
  const { schema, served, ...seen } = parts();
  const server = await serveSchema<RequestContext>({ schema, introspection: true, ...served, ...options });
  return { ...server, origin: `http://127.0.0.1:${server.port}`, ...seen };
}

/** Posts a body to the GraphQL endpoint. */
export function post(url: string, body: string | Uint8Array, headers: Record<string, string> = {}) {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

/** Posts an operation, and reads the answer. */
export async function ask(url: string, query: string, headers?: Record<string, string>) {
  const response = await post(url, JSON.stringify({ query }), headers);
  return { response, body: (await response.json()) as Record<string, unknown> };
}
