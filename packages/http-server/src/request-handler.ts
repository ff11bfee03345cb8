import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { BaseContext } from '@apollo/server';
import type { AccessLog } from './access-log.ts';
import { refusalAnswer, sendAnswer, type Answer } from './answer.ts';
import { answerTaken, isTaken } from './answer-taking.ts';
import type { AnsweredOperation } from './answered-operations.ts';
import type { Cors } from './cors.ts';
import type { Deadlines } from './deadlines.ts';
import type { Drain } from './drain.ts';
import type { GraphQLAnswer, GraphQLEndpoint } from './graphql-endpoint.ts';
import { liveAnswer, readyAnswer } from './health.ts';
import { Incoming } from './incoming-request.ts';
import type { GraphQLHttpOptions, IncomingRequest, Route } from './options.ts';
import type { Overload } from './overload.ts';
import { Refusal, shuttingDown } from './refusal.ts';
import { requestIdOf } from './request-id.ts';
import { strictTransport } from './security-headers.ts';
import type { HttpStreams } from './streams/http-streams.ts';
import { withEndCode, type StreamEnd } from './streams/stream-end.ts';

interface Target {
  readonly pathname: string;
  /** The query string with its `?`, or an empty string. */
  readonly search: string;
}

/** The first is for those who know one path only; it is the last by another name. */
const health: ReadonlySet<string> = new Set(['/health', '/health/live', '/health/ready']);

/** What a handler of requests works with. */
export interface HandlerParts<Context extends BaseContext> {
  readonly endpoint: GraphQLEndpoint<Context>;
  readonly drain: Drain;
  readonly overload: Overload;
  readonly deadlines: Deadlines;
  readonly accessLog: AccessLog;
  readonly cors: Cors | undefined;
  /** Undefined where no streams are served. */
  readonly streams: HttpStreams<Context> | undefined;
}

interface Sent {
  readonly bytes: number;
  readonly complete: boolean;
  readonly stream?: StreamEnd;
}

/** Sends each request to what answers it, and writes a line about it. */
export class RequestHandler<Context extends BaseContext> {
  readonly #options: GraphQLHttpOptions<Context> & { readonly path: string };
  readonly #parts: HandlerParts<Context>;
  readonly #transport: readonly (readonly [string, string])[];

  constructor(options: GraphQLHttpOptions<Context> & { readonly path: string }, parts: HandlerParts<Context>) {
    this.#options = options;
    this.#parts = parts;
    this.#transport = Object.entries(strictTransport(options.strictTransportSeconds));
  }

  /**
   * Answers one request; whatever breaks is answered, and never thrown.
   *
   * @param listener the name of the one that it came to.
   */
  handle(request: IncomingMessage, response: ServerResponse, listener: string): void {
    const target = targetOf(request.url ?? '/');
    const isOperation = target.pathname === this.#options.path;
    const { drain, overload, cors } = this.#parts;
    for (const [name, value] of this.#transport) response.setHeader(name, value);
    if (isOperation && !drain.draining && overload.refuses(request, response)) return;
    const started = performance.now();
    drain.track(response);
    const requestId = requestIdOf(request.headers['x-request-id']);
    response.setHeader('x-request-id', requestId);
    if (isOperation) cors?.allow(request, response);
    const observed = this.#observe(request, target, requestId);
    const { log, trustedProxies = 0 } = this.#options;
    const incoming = new Incoming(request, response, requestId, observed?.trace, log, trustedProxies, listener);
    this.#answer(request, target, incoming)
      .catch((error: unknown) => failure(error, incoming))
      .then(async (graphQLAnswer) => {
        const { answer, answered } = graphQLAnswer;
        const { method } = request;
        const { status } = answer;
        const sent = await this.#send(response, graphQLAnswer, incoming);
        const milliseconds = performance.now() - started;
        const { pathname: path } = target;
        const { trace } = incoming;
        this.#parts.accessLog.write({ method, path, status, requestId, trace, answered, milliseconds, ...sent });
        const { operation, operationId, errorCodes = [] } = answered ?? {};
        const codes = sent.stream ? withEndCode(errorCodes, sent.stream.end) : errorCodes;
        observed?.end({ status, operation, operationId, errorCodes: codes, seconds: milliseconds / 1000 });
      })
      .catch((error: unknown) => {
        incoming.log.error({ err: error }, 'an answer could not be sent');
        response.destroy();
      });
  }

  async #send(response: ServerResponse, { answer, streamed }: GraphQLAnswer, incoming: IncomingRequest): Promise<Sent> {
    if (!streamed || !this.#parts.streams) {
      const sent = await send(response, answer, incoming, this.#options.compression);
      if (!sent.complete || isTaken(response)) return sent;
      const { answerSeconds = 30 } = this.#options.patience ?? {};
      return { ...sent, complete: await answerTaken(response, this.#parts.deadlines, answerSeconds) };
    }
    const { bytes, complete, ...stream } = await this.#parts.streams.send(response, streamed, incoming);
    return { bytes, complete, stream };
  }

  #observe({ method = '', headers }: IncomingMessage, { pathname }: Target, requestId: string) {
    const { observer, path } = this.#options;
    return observer && pathname === path ? observer.begin({ method, path, headers, requestId }) : undefined;
  }

  async #answer(request: IncomingMessage, target: Target, incoming: Incoming): Promise<GraphQLAnswer> {
    const { path, ready } = this.#options;
    const { draining } = this.#parts.drain;
    if (target.pathname === path) {
      if (draining) throw shuttingDown();
      const preflight = this.#parts.cors?.preflight(request);
      if (preflight) return { answer: preflight };
      return this.#parts.endpoint.answer(request, target.search, incoming);
    }
    const route = this.#options.routes?.find((candidate) => leadsTo(candidate, target.pathname));
    if (!route && !health.has(target.pathname)) throw notFound(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new Refusal(405, 'BAD_REQUEST', 'This path is served to GET and HEAD.', { allow: 'GET, HEAD' });
    }
    if (target.pathname === '/health/live') return { answer: liveAnswer() };
    if (health.has(target.pathname)) {
      return { answer: await readyAnswer(ready, draining, incoming.log) };
    }
    if (draining) throw shuttingDown();
    const found = await route?.handle({ path: target.pathname, headers: request.headers });
    if (!found) throw notFound(path);
    return { answer: { headers: {}, ...found } };
  }
}

function targetOf(url: string): Target {
  const end = url.indexOf('?');
  return end === -1 ? { pathname: url, search: '' } : { pathname: url.slice(0, end), search: url.slice(end) };
}

function leadsTo(route: Route, pathname: string): boolean {
  const below = route.path.length > 1 && route.path.endsWith('/');
  return route.path === pathname || (below && pathname.startsWith(route.path));
}

function notFound(path: string): Refusal {
  return new Refusal(404, 'BAD_REQUEST', `There is nothing at this path; GraphQL is served at ${path}.`);
}

function failure(error: unknown, { requestId, log }: IncomingRequest): GraphQLAnswer {
  if (error instanceof Refusal) return { answer: refusalAnswer(error), answered: refusedWith(error) };
  log.error({ err: error }, 'a request broke');
  const masked = new Refusal(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
  return { answer: refusalAnswer(masked, { requestId }), answered: refusedWith(masked) };
}

function refusedWith({ code }: Refusal): AnsweredOperation {
  return { operation: undefined, operationId: undefined, errorCodes: [code] };
}

async function send(
  response: ServerResponse,
  answer: Answer,
  incoming: IncomingRequest,
  compression?: boolean,
): Promise<Sent> {
  if (response.destroyed) return { bytes: 0, complete: false };
  try {
    return { bytes: await sendAnswer(response, answer, compression), complete: true };
  } catch (error) {
    // A client may leave in the middle of a stream; anything else broke here.
    const left = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!left) incoming.log.error({ err: error }, 'an answer broke off');
    return { bytes: 0, complete: false };
  }
}
