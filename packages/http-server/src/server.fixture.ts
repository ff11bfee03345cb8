import { Writable } from 'node:stream';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { badUserInput } from '@reelhouse/errors';
import { createLogger } from '@reelhouse/logging';
import { createApolloServer, type ApolloServerSettings, type RequestContext } from './apollo-server.ts';
import type { GraphQLHttpOptions } from './options.ts';
import { serveGraphQL } from './serve-graphql.ts';

/** A promise that a test settles when it wants to. */
export function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** Lines that were logged, as objects. */
export type LogLines = Record<string, unknown>[];

/** A server on a free port, over a schema that can answer, refuse, break and wait. */
export async function serve(
  options: Partial<GraphQLHttpOptions<RequestContext>> = {},
  settings: Partial<ApolloServerSettings<RequestContext>> = {},
) {
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
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: { change: { type: GraphQLString } } }),
  });
  const server = await serveGraphQL<RequestContext>({
    apollo: createApolloServer({ source: schema, log, introspection: true, ...settings }),
    context: ({ requestId, log: requestLog }) => ({ requestId, log: requestLog }),
    host: '127.0.0.1',
    port: 0,
    log,
    ...options,
  });
  return { ...server, origin: `http://127.0.0.1:${server.port}`, lines, entered, release };
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
