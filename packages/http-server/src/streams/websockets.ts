import { STATUS_CODES, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { BaseContext } from '@apollo/server';
import { GraphQLError, GraphQLSchema, parse, type ExecutionArgs, type GraphQLFormattedError } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, type Server } from 'graphql-ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { maskError } from '@reelhouse/errors';
import { refusalAnswer } from '../answer.ts';
import { clientAddress } from '../client-address.ts';
import type { Cors } from '../cors.ts';
import { lazyChild } from '../lazy-child.ts';
import { Refusal, shuttingDown, tooManyConnections } from '../refusal.ts';
import { defaultMaxBodyBytes } from '../request-body.ts';
import { requestIdOf } from '../request-id.ts';
import { ofUnsharedData, strictTransport } from '../security-headers.ts';
import type { CountedConnection } from './connection-limits.ts';
import { Heartbeat } from './heartbeat.ts';
import { closeCodes, WebSocketConnection, type UpgradedRequest } from './websocket-connection.ts';
import { OperationEnded, type WebSocketOperation } from './websocket-operation.ts';
import type { WebSocketService } from './websocket-service.ts';

/** graphql-ws looks for the type of an operation before it lets it be executed; these have been executed already. */
const executed = { schema: new GraphQLSchema({}), document: parse('subscription { results }') };

/** Takes GraphQL over WebSocket (`graphql-transport-ws`) at the path of the endpoint. */
export class WebSockets<Context extends BaseContext> {
  readonly #service: WebSocketService<Context>;
  readonly #cors: Cors | undefined;
  readonly #server: WebSocketServer;
  readonly #protocol: Server<WebSocketConnection<Context>>;
  readonly #heartbeat: Heartbeat;
  readonly #connections = new Set<WebSocketConnection<Context>>();
  #onEmpty: (() => void) | undefined;

  constructor(service: WebSocketService<Context>, cors: Cors | undefined) {
    this.#service = service;
    this.#cors = cors;
    this.#heartbeat = new Heartbeat(service.live.timers, service.live.heartbeatSeconds);
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      // One that speaks another protocol is let in to be told so: browsers say nothing of a refused handshake.
      handleProtocols: (offered) =>
        offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : ([...offered][0] ?? false),
    });
    this.#server.on('wsClientError', (_error, socket, request) =>
      this.#refuse(request, socket, new Refusal(400, 'BAD_REQUEST', 'This is not a handshake of WebSocket.', version)),
    );
    this.#protocol = makeServer<never, WebSocketConnection<Context>>({
      connectionInitWaitTimeout: 0,
      onConnect: ({ connectionParams, extra }) => extra.connect(connectionParams),
      onSubscribe: async ({ extra }, id, payload) => {
        const taken = await extra.subscribe(id, payload);
        return taken instanceof GraphQLError ? [taken] : { ...executed, rootValue: taken };
      },
      subscribe: ({ rootValue }: ExecutionArgs) => rootValue as WebSocketOperation<Context>,
      onError: (_context, _id, _payload, errors) => errors.flatMap((error) => told(error)),
    });
  }

  get connections(): number {
    return this.#connections.size;
  }

  get operations(): number {
    let count = 0;
    for (const connection of this.#connections) count += connection.operations;
    return count;
  }

  /**
   * Upgrades a connection, or answers why not.
   *
   * @param listener the name of the one that it came to.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void {
    // An error closes the connection, too.
    socket.on('error', () => undefined);
    try {
      const { limits, maxBodyBytes = defaultMaxBodyBytes } = this.#service.options;
      this.#server.options.maxPayload = limits?.().maxBodyBytes ?? maxBodyBytes;
      const upgraded = this.#admit(request, listener);
      releaseWith(socket, upgraded.counted);
      this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, upgraded));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(request, socket, error);
    }
  }

  /**
   * Closes each connection when its operations are over.
   *
   * @param end whether the streams are to be ended here.
   */
  async drain(end: boolean): Promise<void> {
    for (const connection of [...this.#connections]) {
      if (end) connection.endStreams();
      connection.closeIfIdle();
    }
    if (this.#connections.size > 0) await new Promise<void>((resolve) => (this.#onEmpty = resolve));
  }

  /** Cuts off those that are left. */
  terminate(): void {
    for (const connection of [...this.#connections]) connection.terminate();
  }

  #admit(request: IncomingMessage, listener: string): UpgradedRequest {
    const { path, live, options, draining } = this.#service;
    const [pathname] = (request.url ?? '/').split('?');
    if (pathname !== path) throw new Refusal(404, 'BAD_REQUEST', `WebSockets are served at ${path}.`);
    if (draining()) throw shuttingDown();
    const headers = this.#headersOf(request);
    const address = clientAddress(request, options.trustedProxies ?? 0);
    const connectionId = requestIdOf(request.headers['x-request-id']);
    const log = lazyChild(options.log, { requestId: connectionId });
    const incoming = { headers, requestId: connectionId, log, clientAddress: address, listener };
    const refusal = options.gate?.enter?.(incoming);
    if (refusal) throw refusal;
    const counted = live.limits.take(address);
    if (!counted) throw tooManyConnections();
    return { headers, clientAddress: address, counted, connectionId, listener };
  }

  /**
   * A browser lets any page open a WebSocket to anywhere, with the cookies of the server: the page has to be of this origin,
   * or of the list. Only browsers send an origin.
   */
  #headersOf({ headers }: IncomingMessage): IncomingHttpHeaders {
    const { origin, host } = headers;
    if (origin === undefined || isOrigin(origin, host)) return headers;
    const allowed = this.#cors?.allows(origin);
    if (!allowed) throw new Refusal(403, 'BAD_REQUEST', 'Pages of this origin may not call this endpoint.');
    return allowed === 'with credentials' ? headers : { ...headers, cookie: undefined };
  }

  #open(webSocket: WebSocket, upgraded: UpgradedRequest): void {
    const connection = new WebSocketConnection(this.#service, webSocket, upgraded);
    this.#connections.add(connection);
    const stop = this.#heartbeat.start(() => connection.beat());
    const closed = this.#protocol.opened(
      {
        protocol: webSocket.protocol,
        send: (message) => connection.send(message),
        close: (code = closeCodes.broken, reason = '') => connection.close(code, reason),
        onMessage: (take) => webSocket.on('message', (data, isBinary) => this.#take(connection, take, data, isBinary)),
      },
      connection,
    );
    // What is wrong with it closes it, too: a message that is too large, bytes that are not WebSocket.
    webSocket.on('error', () => undefined);
    webSocket.once('close', (code) => {
      stop();
      connection.closed(code);
      void closed(code);
      this.#connections.delete(connection);
      if (this.#connections.size === 0) this.#onEmpty?.();
    });
  }

  #take(
    connection: WebSocketConnection<Context>,
    take: (message: string) => Promise<void>,
    data: RawData,
    isBinary: boolean,
  ): void {
    if (isBinary) {
      connection.close(closeCodes.badRequest, 'Messages are text');
      return;
    }
    take((data as Buffer).toString('utf8')).catch((error: unknown) => {
      if (error instanceof Error && error.message.startsWith('Unexpected message')) {
        connection.close(closeCodes.badRequest, 'Unexpected message');
        return;
      }
      const { log } = this.#service.options;
      log.error({ err: error, requestId: connection.connectionId }, 'a message over WebSocket broke something');
      connection.close(closeCodes.broken, 'INTERNAL_SERVER_ERROR');
    });
  }

  #refuse(request: IncomingMessage, socket: Duplex, refusal: Refusal): void {
    const requestId = requestIdOf(request.headers['x-request-id']);
    const { status, headers, body } = refusalAnswer(refusal);
    const transport = strictTransport(this.#service.options.strictTransportSeconds);
    const text = typeof body === 'string' ? body : '';
    const all = { ...ofUnsharedData, ...transport, 'x-request-id': requestId, ...headers, connection: 'close' };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    const bytes = Buffer.byteLength(text);
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}content-length: ${bytes}\r\n\r\n${text}`,
    );
    socket.once('finish', () => socket.destroy());
    const [path = '/'] = (request.url ?? '/').split('?');
    const answered = { operation: undefined, operationId: undefined, errorCodes: [refusal.code] };
    const { method } = request;
    const line = { method, path, status, requestId, trace: undefined, answered, milliseconds: 0, complete: true };
    this.#service.accessLog.write({ ...line, bytes });
  }
}

const version = { 'sec-websocket-version': '13' };

/** On its own, so that nothing but the count stays for as long as the connection does. */
function releaseWith(socket: Duplex, counted: CountedConnection): void {
  socket.once('close', () => counted.release());
}

/** Whether an origin is that of the server, whatever scheme it is reached by: a proxy in front may have taken off TLS. */
function isOrigin(origin: string, host: string | undefined): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const own = `${url?.protocol ?? ''}//${host ?? ''}`;
  return url !== undefined && URL.canParse(own) && new URL(own).host === url.host && url.host !== '';
}

function told(error: GraphQLError): readonly GraphQLFormattedError[] {
  const { originalError } = error;
  return originalError instanceof OperationEnded ? originalError.errors : [maskError(error.toJSON(), error)];
}
