import type { IncomingHttpHeaders } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { BaseContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { CancelTimer } from '@reelhouse/clock';
import { clientError, errorCatalogue, isErrorCode, type ErrorCode } from '@reelhouse/errors';
import { lazyChild } from '../lazy-child.ts';
import { Refusal } from '../refusal.ts';
import { requestContext } from '../request-context.ts';
import type { CountedConnection } from './connection-limits.ts';
import { subjectOf } from './live-streams.ts';
import { withAuthorization } from './websocket-authorization.ts';
import { WebSocketOperation } from './websocket-operation.ts';
import type { OperationConnection, WebSocketService } from './websocket-service.ts';

/** Codes with which a WebSocket is closed; the reason is a code of the catalogue. Those from 4400 on are of graphql-ws. */
export const closeCodes = {
  goingAway: 1001,
  badRequest: 4400,
  /** For what may be right the next time, with another token: clients connect again. */
  forbidden: 4403,
  initTimeout: 4408,
  tooMany: 4429,
  broken: 4500,
} as const;

/** Of a close, in bytes (RFC 6455, 5.5). */
const longestReason = 123;

/** A client that does not read its messages is not read from either, until it does. */
const mostBuffered = 64 * 1024;

/** One WebSocket and the operations that are under way on it. */
export class WebSocketConnection<Context extends BaseContext> implements OperationConnection {
  readonly connectionId: string;
  readonly clientAddress: string | undefined;
  readonly listener: string;
  readonly #service: WebSocketService<Context>;
  readonly #socket: WebSocket;
  readonly #counted: CountedConnection;
  readonly #started = performance.now();
  readonly #operations = new Set<WebSocketOperation<Context>>();
  readonly #signal = new AbortController();
  #headers: IncomingHttpHeaders;
  #cancelInitTimeout: CancelTimer;
  #remove: (() => void) | undefined;
  #count = 0;
  #alive = true;

  /** @param connectionId the request id of the upgrade. */
  constructor(
    service: WebSocketService<Context>,
    socket: WebSocket,
    { headers, clientAddress, listener, connectionId, counted }: UpgradedRequest,
  ) {
    this.#service = service;
    this.#socket = socket;
    this.#headers = headers;
    this.#counted = counted;
    this.connectionId = connectionId;
    this.clientAddress = clientAddress;
    this.listener = listener;
    const { connectionInitSeconds = 3 } = service.options.streams ?? {};
    this.#cancelInitTimeout = service.live.timers.after(connectionInitSeconds, () =>
      this.close(closeCodes.initTimeout, 'Connection initialisation timeout'),
    );
    socket.on('pong', () => (this.#alive = true));
  }

  get headers(): IncomingHttpHeaders {
    return this.#headers;
  }

  get operations(): number {
    return this.#operations.size;
  }

  /** Takes `connection_init`. @returns whether it may be acknowledged; if not, the WebSocket is closed, saying why. */
  async connect(payload: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    this.#cancelInitTimeout();
    const { options, live, draining } = this.#service;
    try {
      this.#headers = withAuthorization(this.#headers, payload);
      const { headers, connectionId, clientAddress: address, listener } = this;
      const log = lazyChild(options.log, { requestId: connectionId });
      const { signal } = this.#signal;
      const context = await requestContext(options.context, {
        headers,
        requestId: connectionId,
        log,
        signal,
        clientAddress: address,
        listener,
      });
      if (this.#socket.readyState !== this.#socket.OPEN) return false;
      if (draining()) return this.#refuse(closeCodes.goingAway, 'SHUTTING_DOWN');
      if (!this.#counted.identify(subjectOf(context))) return this.#refuse(closeCodes.tooMany, 'TOO_MANY_CONNECTIONS');
      this.#remove = live.add('websocket', context, (code) => this.close(closeCodes.forbidden, code));
      return true;
    } catch (error) {
      if (error instanceof Refusal) return this.#refuse(closeCodes.badRequest, error.code);
      const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
      if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR') {
        return this.#refuse(closeCodes.broken, 'INTERNAL_SERVER_ERROR');
      }
      return this.#refuse(closeCodes.forbidden, code);
    }
  }

  /** Takes an operation. @returns the operation, executed up to its stream; or why it is not taken. */
  async subscribe(id: string, payload: SubscribePayload): Promise<WebSocketOperation<Context> | GraphQLError> {
    const { options, draining, inFlight } = this.#service;
    if (draining()) return refusal('SHUTTING_DOWN');
    const { maxOperationsPerConnection = 100 } = options.streams ?? {};
    if (this.#operations.size >= maxOperationsPerConnection) return refusal('TOO_MANY_CONNECTIONS');
    if (!inFlight.enter()) {
      inFlight.refuse();
      return refusal('REQUEST_CONCURRENCY_LIMITED');
    }
    const operation = new WebSocketOperation(this.#service, this, id);
    this.#operations.add(operation);
    this.#count++;
    await operation.execute(payload);
    inFlight.leave();
    return operation;
  }

  send(message: string): Promise<void> {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      socket.send(message, () => {
        if (socket.isPaused && socket.bufferedAmount < mostBuffered) socket.resume();
        resolve();
      });
      if (socket.bufferedAmount > mostBuffered) socket.pause();
    });
  }

  finished(operation: WebSocketOperation<Context>): void {
    this.#operations.delete(operation);
    // The message that it is complete is still to be sent.
    if (this.#service.draining()) setImmediate(() => this.closeIfIdle());
  }

  /** Asks for a sign of life; who did not give one since the last time is cut off. */
  beat(): void {
    if (!this.#alive) {
      this.#socket.terminate();
      return;
    }
    this.#alive = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  /** Ends the streams from here, as the server stops. */
  endStreams(): void {
    for (const operation of [...this.#operations]) operation.end();
  }

  /** Closes it for a server that stops, unless operations are under way. */
  closeIfIdle(): void {
    if (this.#operations.size === 0) this.close(closeCodes.goingAway, 'SHUTTING_DOWN');
  }

  close(code: number, reason: string): void {
    // graphql-ws repeats the id of an operation in one; no frame of control holds more.
    this.#socket.close(code, Buffer.byteLength(reason) > longestReason ? '' : reason);
    this.#leave();
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** To be called when the socket is gone. */
  closed(code: number): void {
    this.#cancelInitTimeout();
    this.#leave();
    this.#remove?.();
    this.#counted.release();
    const { connectionId } = this;
    const durationMs = Math.round(performance.now() - this.#started);
    const line = { requestId: connectionId, transport: 'websocket', code, operations: this.#count, durationMs };
    this.#service.options.log.debug(line, 'a WebSocket was closed');
  }

  #leave(): void {
    this.#signal.abort();
    for (const operation of [...this.#operations]) operation.leave();
  }

  #refuse(code: number, reason: ErrorCode): false {
    this.close(code, reason);
    return false;
  }
}

/** A request that was upgraded. */
export interface UpgradedRequest {
  /** Those that count: without cookies where they do not. */
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: string | undefined;
  readonly listener: string;
  readonly connectionId: string;
  readonly counted: CountedConnection;
}

function refusal(code: ErrorCode): GraphQLError {
  return clientError(code, errorCatalogue[code].meaning);
}
