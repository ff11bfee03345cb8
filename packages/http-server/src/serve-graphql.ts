import { createServer, type Server, type ServerOptions } from 'node:http';
import type { BaseContext } from '@apollo/server';
import { systemTimers } from '@reelhouse/clock';
import { AccessLog } from './access-log.ts';
import { Admissions } from './admissions.ts';
import { AnsweredOperations } from './answered-operations.ts';
import { answerBadHttp } from './bad-http.ts';
import { Cors } from './cors.ts';
import { Deadlines } from './deadlines.ts';
import { Drain } from './drain.ts';
import { GraphQLEndpoint } from './graphql-endpoint.ts';
import type { ClientPatience } from './http-limits.ts';
import { InFlight } from './in-flight.ts';
import { defaultListener, openListeners } from './open-listeners.ts';
import type { GraphQLHttpOptions, GraphQLHttpServer } from './options.ts';
import { Overload } from './overload.ts';
import { RequestHandler } from './request-handler.ts';
import { noStreams, StreamServer } from './streams/stream-server.ts';
import { UpgradableMessage } from './streams/upgradable-message.ts';

/**
 * What a connection may take its time for. The first two end a client that sends a byte now and then. Idle connections
 * outlive the 60 s after which load balancers close theirs, so that it is never us who close under a request.
 */
function limitsOf({ headSeconds = 10, requestSeconds = 30, checkSeconds = 5 }: ClientPatience): ServerOptions {
  return {
    headersTimeout: headSeconds * 1000,
    requestTimeout: requestSeconds * 1000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: checkSeconds * 1000,
    maxHeaderSize: 16 * 1024,
  };
}

/**
 * Serves GraphQL over HTTP, `/health`, `/health/live`, `/health/ready` and further routes on one port. Every refusal is JSON with
 * a code of the catalogue, and every request is one line in the log.
 *
 * @throws {StartupError} if the port cannot be listened on, and whatever the Apollo Server throws at its start.
 */
export async function serveGraphQL<Context extends BaseContext>(
  options: GraphQLHttpOptions<Context>,
): Promise<GraphQLHttpServer<Context>> {
  const { apollo, host, port, log, path = '/graphql', drainSeconds = 10, timers = systemTimers } = options;
  const drain = new Drain();
  const operations = new AnsweredOperations();
  const admissions = new Admissions();
  const accessLog = new AccessLog(log, options.accessLevel ?? 'info');
  const cors = options.cors && new Cors(options.cors);
  const deadlines = new Deadlines(timers);
  const inFlight = new InFlight(() => options.limits?.() ?? {}, timers, log);
  const service = {
    options,
    path,
    operations,
    admissions,
    inFlight,
    deadlines,
    accessLog,
    cors,
    draining: () => drain.draining,
  };
  const streams = options.streams && new StreamServer(service, options.streams);
  const endpoint = new GraphQLEndpoint(options, {
    operations,
    admissions,
    inFlight,
    deadlines,
    streams: streams?.http,
  });
  const overload = new Overload(inFlight, cors, deadlines, (options.trustedProxies ?? 0) === 0);
  const handler = new RequestHandler(
    { ...options, path },
    { endpoint, drain, overload, deadlines, accessLog, cors, streams: streams?.http },
  );
  const serverOptions = limitsOf(options.patience ?? {});
  const serverOf = (listener: string): Server => {
    const server = createServer(
      streams ? { ...serverOptions, IncomingMessage: UpgradableMessage } : serverOptions,
      (request, response) => handler.handle(request, response, listener),
    );
    server.on('clientError', answerBadHttp);
    if (streams) {
      server.on('upgrade', (request, socket, head) => streams.webSockets.upgrade(request, socket, head, listener));
    }
    return server;
  };

  apollo.addPlugin(operations.plugin);
  if (options.gate) apollo.addPlugin(admissions.plugin);
  if (streams) apollo.addPlugin(streams.plugin);
  await apollo.start();
  const asked = [{ name: defaultListener, host, port }, ...(options.listeners ?? [])];
  const listeners = await openListeners(asked, serverOf).catch(async (error: unknown) => {
    await apollo.stop();
    throw error;
  });

  const servers = listeners.map(({ server }) => server);
  const urls = Object.fromEntries(
    listeners.map((listener) => [listener.name, `http://${urlHost(listener.host)}:${listener.port}${path}`]),
  );
  let stopped: Promise<void> | undefined;
  return {
    url: urls[defaultListener] ?? '',
    port: listeners[0]?.port ?? port,
    urls,
    stop: () => (stopped ??= drain.close(servers, drainSeconds, log, streams).then(() => apollo.stop())),
    closeWhere: (isMeant, code) => streams?.closeWhere(isMeant, code) ?? 0,
    operationCounts: () => inFlight.counts,
    streamCounts: () => streams?.counts ?? noStreams,
  };
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
