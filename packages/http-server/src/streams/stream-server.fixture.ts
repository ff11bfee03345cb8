import { Writable } from 'node:stream';
import { buildSchema, execute, OperationTypeNode, parse, type ExecutionResult } from 'graphql';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { ManualClock } from '@reelhouse/clock';
import { clientError } from '@reelhouse/errors';
import { createLogger } from '@reelhouse/logging';
import { createApolloServer, type ApolloServerSettings, type RequestContext } from '../apollo-server.ts';
import type { GraphQLHttpOptions, IncomingRequest } from '../options.ts';
import { answerWithStream } from '../result-stream.ts';
import { serveGraphQL } from '../serve-graphql.ts';
import { gate } from '../server.fixture.ts';
import { PushStream } from './push-stream.fixture.ts';
import type { StreamOptions } from './stream-options.ts';

const schema = buildSchema(`
  type Query { hello: String, refused: String, broken: String }
  type Mutation { change: Int }
  type Subscription { returned(film: ID): String, heldBack: String, refusedAfterAll: String }
`);

/** The subscription of most tests. */
export const subscription = 'subscription Returned { returned }';

/** The result of an event. */
export const returned = (film: string): ExecutionResult => ({ data: { returned: film } });

/** What comes one after the other, to be waited for. */
export class Arrivals<Item> {
  readonly all: Item[] = [];
  #taken = 0;
  #onArrival: (() => void) | undefined;

  readonly add = (item: Item): void => {
    this.all.push(item);
    this.#onArrival?.();
  };

  async next(): Promise<Item> {
    while (this.#taken >= this.all.length) await new Promise<void>((resolve) => (this.#onArrival = resolve));
    return this.all[this.#taken++]!;
  }
}

/** Who asks, as the token says: `bad` is nobody, and `broken` breaks. */
export function tokenContext({ requestId, log, headers, signal, clientAddress }: IncomingRequest): RequestContext {
  const token = headers.authorization?.replace(/^Bearer /, '');
  if (token === 'bad') throw clientError('UNAUTHENTICATED', 'The token cannot be used.');
  if (token === 'broken') throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
  const identity = token === undefined ? undefined : { subject: token, scopes: [], expiresAt: 0 };
  return { requestId, log, signal, identity, clientAddress };
}

/** A server whose subscriptions bring what a test pushes. */
export async function serveStreams(
  { streams, ...options }: Partial<GraphQLHttpOptions<RequestContext>> = {},
  settings: Partial<ApolloServerSettings<RequestContext>> = {},
) {
  const lines: Record<string, unknown>[] = [];
  const logged = new Arrivals<Record<string, unknown>>();
  const log = createLogger({
    name: 'test',
    level: 'debug',
    destination: new Writable({
      write(chunk: Buffer, _encoding, done) {
        const line = JSON.parse(chunk.toString()) as Record<string, unknown>;
        lines.push(line);
        logged.add(line);
        done();
      },
    }),
  });
  const opened = new Arrivals<PushStream>();
  const contexts: RequestContext[] = [];
  const entered = new Arrivals<RequestContext>();
  const release = gate();
  let changes = 0;
  const rootValue = {
    hello: 'world',
    change: () => ++changes,
    refused() {
      throw clientError('FORBIDDEN', 'Not you.');
    },
    broken() {
      throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
    },
  };
  const source: ApolloServerOptionsWithGateway<RequestContext>['gateway'] = {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      async executor({ context, operation, request: { variables }, operationName, source: text }) {
        contexts.push(context as RequestContext);
        if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
          return execute({ schema, document: parse(text), rootValue, variableValues: variables, operationName });
        }
        entered.add(context as RequestContext);
        if (text.includes('heldBack')) await release.opened;
        const stream = new PushStream();
        if (!answerWithStream(context, stream)) {
          return { errors: [clientError('BAD_REQUEST', 'A subscription needs a client that takes a stream.')] };
        }
        opened.add(stream);
        if (text.includes('refusedAfterAll')) return { errors: [clientError('FORBIDDEN', 'Not you.')] };
        return { data: null };
      },
    }),
    stop: async () => undefined,
  };
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  const apollo = createApolloServer<RequestContext>({ source, log, introspection: true, ...settings });
  const served: StreamOptions = { timers: clock, ...streams };
  const parts = { apollo, context: tokenContext, host: '127.0.0.1', port: 0, log };
  const server = await serveGraphQL<RequestContext>({ ...parts, ...options, streams: served });
  const webSocketUrl = server.url.replace('http', 'ws');
  return { ...server, webSocketUrl, lines, logged, opened, contexts, entered, release, clock };
}

/** A served fixture. */
export type StreamServer = Awaited<ReturnType<typeof serveStreams>>;

/** Waits until the lines about requests hold one that is meant. */
export async function lineOf(server: StreamServer, isMeant: (line: Record<string, unknown>) => boolean) {
  for (;;) {
    const line = await server.logged.next();
    if (isMeant(line)) return line;
  }
}
