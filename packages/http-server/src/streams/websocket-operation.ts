import { performance } from 'node:perf_hooks';
import type { BaseContext } from '@apollo/server';
import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Logger } from '@reelhouse/logging';
import type { AnsweredOperation } from '../answered-operations.ts';
import { headerMap } from '../header-map.ts';
import { lazyChild } from '../lazy-child.ts';
import type { IncomingRequest } from '../options.ts';
import { Refusal, timedOut } from '../refusal.ts';
import { requestContext } from '../request-context.ts';
import { requestIdOf } from '../request-id.ts';
import type { RequestObservation } from '../request-observer.ts';
import { isObject } from '../request-parameters.ts';
import { deliver } from './deliver.ts';
import { HeldStream, isLast } from './held-stream.ts';
import { formattedError } from './shared-results.ts';
import { endCodeOf, withEndCode, type StreamEnd } from './stream-end.ts';
import type { OperationConnection, WebSocketService } from './websocket-service.ts';

/** Errors that end an operation: they are a message of their own in the protocol. */
export class OperationEnded extends Error {
  override readonly name = 'OperationEnded';
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super('the operation was ended');
    this.errors = errors;
  }
}

interface Executed {
  readonly status: number;
  readonly single: FormattedExecutionResult;
  readonly answered: AnsweredOperation | undefined;
}

/**
 * An operation that came over a WebSocket. It goes through Apollo Server like one over HTTP, so that the same plugins see it.
 * graphql-ws reads it as a stream that brings nothing: results are sent from here, because one that goes to many clients
 * is put into words once.
 */
export class WebSocketOperation<Context extends BaseContext> implements AsyncIterableIterator<never> {
  readonly #service: WebSocketService<Context>;
  readonly #connection: OperationConnection;
  readonly #id: string;
  readonly #started = performance.now();
  readonly #requestId = requestIdOf(undefined);
  readonly #log: Logger;
  readonly #observed: RequestObservation | undefined;
  readonly #left = new AbortController();
  #stream: HeldStream | undefined;
  #single: FormattedExecutionResult = {};
  #answered: AnsweredOperation | undefined;
  #status = 200;
  #reading = false;
  #finished = false;

  /** @param id by which the client knows it. */
  constructor(service: WebSocketService<Context>, connection: OperationConnection, id: string) {
    const { path, options } = service;
    const { headers, connectionId } = connection;
    const requestId = this.#requestId;
    this.#service = service;
    this.#connection = connection;
    this.#id = id;
    this.#observed = options.observer?.begin({ method: 'POST', path, headers, requestId });
    const traceId = this.#observed?.trace?.traceId;
    this.#log = lazyChild(options.log, {
      requestId,
      connectionId,
      ...(traceId !== undefined && { trace_id: traceId }),
    });
  }

  /** Has it executed up to its first result, or its stream; whatever breaks is a result, too. */
  async execute({ query, operationName, variables, extensions, ...rest }: SubscribePayload): Promise<void> {
    const parameters = {
      ...rest,
      // An operation may be known by its hash alone, but the protocol wants a text.
      ...(query !== '' && { query }),
      ...(operationName != null && { operationName }),
      ...(variables && { variables }),
      ...(extensions && { extensions }),
    };
    const { options, deadlines } = this.#service;
    const { requestSeconds } = options.limits?.() ?? {};
    try {
      const execution = this.#execute(parameters);
      const executed =
        requestSeconds === undefined
          ? await execution
          : await deadlines.within(requestSeconds, execution, () => this.#expire());
      this.#status = executed.status;
      this.#single = executed.single;
      this.#answered = executed.answered;
    } catch (error) {
      this.#fail(error);
    }
    if (!this.#single.errors) return;
    this.#stream?.leave();
    this.#stream = undefined;
  }

  async #execute(sent: Readonly<Record<string, unknown>>): Promise<Executed> {
    const { options, taking, operations, admissions } = this.#service;
    const incoming = this.#incoming();
    const contextValue = await requestContext(options.context, incoming).catch((error: unknown) => {
      options.gate?.missed?.(incoming);
      throw error;
    });
    const admission = await options.gate?.admit({
      method: 'POST',
      transport: 'websocket',
      parameters: sent,
      context: contextValue,
      incoming,
    });
    const parameters = admission?.parameters ?? sent;
    const headers = headerMap(this.#connection.headers);
    const http = { method: 'POST', headers, search: '', body: parameters };
    if (admission) admissions.admit(http, admission);
    taking.expect(http, (stream) => this.#take(new HeldStream(stream)));
    const response = await options.apollo.executeOperation({ ...requestOf(parameters), http }, { contextValue });
    return {
      status: response.http.status ?? 200,
      single: response.body.kind === 'single' ? response.body.singleResult : {},
      answered: operations.of(http),
    };
  }

  /** A stream that comes after that is let go of. */
  #expire(): never {
    this.#left.abort();
    throw timedOut();
  }

  #fail(error: unknown): void {
    if (error instanceof Refusal) {
      const { status, code, message } = error;
      this.#status = status;
      this.#single = { errors: [{ message, extensions: { code } }] };
      this.#answered = { operation: undefined, operationId: undefined, errorCodes: [code] };
      return;
    }
    this.#status = 500;
    this.#single = { errors: [formattedError(error, { requestId: this.#requestId, log: this.#log })] };
  }

  /** Sends everything, then is done. */
  async next(): Promise<IteratorResult<never>> {
    this.#reading = true;
    let errors: readonly GraphQLFormattedError[] | undefined;
    let outcome: Omit<StreamEnd, 'transport'> = { results: 1, end: 'complete' };
    if (this.#stream) {
      outcome = await deliver(this.#stream, async (result) => {
        if (isLast(result)) errors = this.#shared(result).result.errors;
        else await this.#send(this.#shared(result).json);
      });
    } else if (this.#single.data === undefined && this.#single.errors) {
      errors = this.#single.errors;
      outcome = { results: 0, end: endCodeOf(this.#single) };
    } else if (this.#left.signal.aborted) outcome = { results: 0, end: 'left' };
    else await this.#send(JSON.stringify(this.#single));
    this.#finish(outcome);
    if (errors && outcome.end !== 'left') throw new OperationEnded(errors);
    return { value: undefined, done: true };
  }

  /** Called when the client has ended it, or is gone. */
  async return(): Promise<IteratorResult<never>> {
    this.leave();
    if (!this.#reading) this.#finish({ results: 0, end: 'left' });
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Lets go of its stream: nobody listens any more. */
  leave(): void {
    this.#left.abort();
    this.#stream?.leave();
  }

  /** Has its stream end with a last result that says why. */
  end(): void {
    this.#stream?.end('SHUTTING_DOWN');
  }

  #take(stream: HeldStream): void {
    if (this.#stream || this.#left.signal.aborted) stream.leave();
    this.#stream ??= stream;
  }

  #incoming(): IncomingRequest {
    const { headers, clientAddress, listener } = this.#connection;
    const trace = this.#observed?.trace;
    const { signal } = this.#left;
    const known = { headers, requestId: this.#requestId, log: this.#log, signal, clientAddress, listener };
    return trace ? { ...known, trace } : known;
  }

  #shared(result: ExecutionResult) {
    return this.#service.live.results.of(result, { requestId: this.#requestId, log: this.#log });
  }

  #send(json: string): Promise<void> {
    return this.#connection.send(`{"id":${JSON.stringify(this.#id)},"type":"next","payload":${json}}`);
  }

  #finish(outcome: Omit<StreamEnd, 'transport'>): void {
    if (this.#finished) return;
    this.#finished = true;
    const { path, accessLog } = this.#service;
    const { operation, operationId, errorCodes = [] } = this.#answered ?? {};
    const milliseconds = performance.now() - this.#started;
    const status = this.#status;
    accessLog.write({
      path,
      status,
      requestId: this.#requestId,
      connectionId: this.#connection.connectionId,
      trace: this.#observed?.trace,
      answered: this.#answered,
      milliseconds,
      complete: outcome.end !== 'left',
      stream: { transport: 'websocket', ...outcome },
    });
    this.#observed?.end({
      status,
      operation,
      operationId,
      errorCodes: withEndCode(errorCodes, outcome.end),
      seconds: milliseconds / 1000,
    });
    this.#connection.finished(this);
  }
}

/** As much of it as Apollo Server takes. */
function requestOf({ query, operationName, variables, extensions }: Readonly<Record<string, unknown>>) {
  return {
    ...(typeof query === 'string' && { query }),
    ...(typeof operationName === 'string' && { operationName }),
    ...(isObject(variables) && { variables }),
    ...(isObject(extensions) && { extensions }),
  };
}
