import { createServer } from 'node:http';
import type { BaseContext } from '@apollo/server';
import { AccessLog } from './access-log.ts';
import { Admissions } from './admissions.ts';
import { AnsweredOperations } from './answered-operations.ts';
import { answerBadHttp } from './bad-http.ts';
import { Cors } from './cors.ts';
import { Drain } from './drain.ts';
import { GraphQLEndpoint } from './graphql-endpoint.ts';
import { listen } from './listen.ts';
import type { GraphQLHttpOptions, GraphQLHttpServer } from './options.ts';
import { RequestHandler } from './request-handler.ts';
import { noStreams, StreamServer } from './streams/stream-server.ts';
import { UpgradableMessage } from './streams/upgradable-message.ts';

/**
 * What a connection may take its time for. The first two end a client that sends a byte now and then. Idle connections
 * outlive the 60 s after which load balancers close theirs, so that it is never us who close under a request.
 */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
};

/**
 * Serves GraphQL over HTTP, `/health`, `/health/live`, `/health/ready` and further routes on one port. Every refusal is JSON with
 * a code of the catalogue, and every request is one line in the log.
 *
 * @throws {StartupError} if the port cannot be listened on, and whatever the Apollo Server throws at its start.
 */
export async function serveGraphQL<Context extends BaseContext>(
  options: GraphQLHttpOptions<Context>,
): Promise<GraphQLHttpServer<Context>> {
  const { apollo, host, log, path = '/graphql', drainSeconds = 10 } = options;
  const drain = new Drain();
  const operations = new AnsweredOperations();
  const admissions = new Admissions();
  const accessLog = new AccessLog(log, options.accessLevel ?? 'info');
  const cors = options.cors && new Cors(options.cors);
  const service = { options, path, operations, admissions, accessLog, cors, draining: () => drain.draining };
  const streams = options.streams && new StreamServer(service, options.streams);
  const endpoint = new GraphQLEndpoint(options, { operations, admissions, streams: streams?.http });
  const handler = new RequestHandler(
    { ...options, path },
    { endpoint, drain, accessLog, cors, streams: streams?.http },
  );

  apollo.addPlugin(operations.plugin);
  if (options.gate) apollo.addPlugin(admissions.plugin);
  if (streams) apollo.addPlugin(streams.plugin);
  await apollo.start();
  const server = createServer(
    streams ? { ...limits, IncomingMessage: UpgradableMessage } : limits,
    (request, response) => handler.handle(request, response, 'default'),
  );
  server.on('clientError', answerBadHttp);
  if (streams) {
    server.on('upgrade', (request, socket, head) => streams.webSockets.upgrade(request, socket, head, 'default'));
  }
  const port = await listen(server, host, options.port).catch(async (error: unknown) => {
    await apollo.stop();
    throw error;
  });

  const urlOf = (of: number): string => `http://${urlHost(host)}:${of}${path}`;
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(port),
    port,
    urls: { default: urlOf(port) },
    stop: () => (stopped ??= drain.close(server, drainSeconds, log, streams).then(() => apollo.stop())),
    closeWhere: (isMeant, code) => streams?.closeWhere(isMeant, code) ?? 0,
    streamCounts: () => streams?.counts ?? noStreams,
  };
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
