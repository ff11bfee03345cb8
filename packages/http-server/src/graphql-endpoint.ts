import type { IncomingMessage } from 'node:http';
import type { BaseContext, HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { Admissions } from './admissions.ts';
import { refusalAnswer, type Answer } from './answer.ts';
import type { AnsweredOperation, AnsweredOperations } from './answered-operations.ts';
import { cachedAnswer } from './cached-answer.ts';
import { isMeant } from './cross-site.ts';
import type { Deadlines } from './deadlines.ts';
import { headerMap } from './header-map.ts';
import type { HttpLimits } from './http-limits.ts';
import { Place, type InFlight } from './in-flight.ts';
import type { Incoming } from './incoming-request.ts';
import { jsonHeadersFor } from './json-headers.ts';
import { LeanOperation } from './lean-lane.ts';
import type { Admission, HotOperation, OperationGate } from './operation-gate.ts';
import type { GraphQLHttpOptions, IncomingRequest } from './options.ts';
import { overloaded, Refusal, timedOut } from './refusal.ts';
import { readJsonObject } from './request-body.ts';
import { requestContext } from './request-context.ts';
import { isReadable, parametersOf, searchOf } from './request-parameters.ts';
import { acceptedTransport, type AcceptedTransport } from './streams/accepted-transport.ts';
import { isSubscription } from './streams/event-source-request.ts';
import type { HttpStreams, StreamedAnswer } from './streams/http-streams.ts';

/** An answer, and what is known of the operation that it answers. */
export interface GraphQLAnswer {
  readonly answer: Answer;
  /** Undefined where the request was not GraphQL over HTTP. */
  readonly answered?: AnsweredOperation | undefined;
  /** What is sent instead of the body, bit by bit. */
  readonly streamed?: StreamedAnswer | undefined;
}

/** What an endpoint works with. */
export interface EndpointParts<Context extends BaseContext> {
  readonly operations: AnsweredOperations;
  readonly admissions: Admissions;
  readonly inFlight: InFlight;
  readonly deadlines: Deadlines;
  /** Undefined where no streams are served. */
  readonly streams: HttpStreams<Context> | undefined;
}

/** A request on its way to what answers it. */
interface Asked<Context extends BaseContext> {
  readonly request: IncomingMessage;
  readonly incoming: IncomingRequest;
  /** The query string with its `?`, or an empty string. */
  readonly search: string;
  /** What was posted; undefined for a GET. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** Made once. */
  readonly context: () => Promise<Context>;
  /** Undefined where the gate was not asked. */
  readonly admission?: Admission;
}

const json = /^application\/(graphql-response\+)?json\b/;

const noLimits: HttpLimits = {};

/** GraphQL over HTTP: turns a request of node:http into one of Apollo Server, and its response back. */
export class GraphQLEndpoint<Context extends BaseContext> {
  readonly #options: GraphQLHttpOptions<Context>;
  readonly #parts: EndpointParts<Context>;

  constructor(options: GraphQLHttpOptions<Context>, parts: EndpointParts<Context>) {
    this.#options = options;
    this.#parts = parts;
  }

  /**
   * Answers one request.
   *
   * @param search the query string with its `?`, or an empty string.
   * @throws {Refusal} of a request that is not GraphQL over HTTP, that the gate does not take, or that would have one stream too
   *   many.
   */
  async answer(request: IncomingMessage, search: string, incoming: Incoming): Promise<GraphQLAnswer> {
    const method = request.method ?? '';
    if (method !== 'GET' && method !== 'POST') {
      throw new Refusal(405, 'BAD_REQUEST', 'GraphQL is served to GET and POST.', { allow: 'GET, POST' });
    }
    const { gate, limits } = this.#options;
    const refusal = gate?.enter?.(incoming);
    if (refusal) throw refusal;
    const { inFlight, deadlines } = this.#parts;
    const { maxBodyBytes, requestSeconds } = limits?.() ?? noLimits;
    const place = new Place(inFlight);
    try {
      const answer = this.#answer(request, search, incoming, place, maxBodyBytes);
      if (requestSeconds === undefined) return await answer;
      return await deadlines.within(requestSeconds, answer, () => this.#expire(request, incoming), letGo);
    } finally {
      place.leave();
    }
  }

  /** A request has its place once its body is there: one that comes slowly keeps nobody else out. */
  async #answer(
    request: IncomingMessage,
    search: string,
    incoming: Incoming,
    place: Place,
    maxBodyBytes = this.#options.maxBodyBytes,
  ): Promise<GraphQLAnswer> {
    const { gate } = this.#options;
    const body = request.method === 'POST' ? await this.#body(request, incoming, maxBodyBytes) : undefined;
    if (!place.take()) {
      this.#parts.inFlight.refuse();
      throw overloaded();
    }
    const asked = { request, incoming, search, body, context: () => this.#context(incoming) };
    return gate ? this.#answerAtGate(gate, asked) : this.#answerOnLane(asked);
  }

  async #body(request: IncomingMessage, incoming: Incoming, maxBytes: number | undefined) {
    const { gate } = this.#options;
    // Of a body that is not read to its end nobody knows any more where it came from.
    if (gate?.missed) incoming.knowClientAddress();
    try {
      return await readJsonObject(request, maxBytes);
    } catch (error) {
      gate?.missed?.(incoming);
      throw error;
    }
  }

  #expire(request: IncomingMessage, incoming: Incoming): GraphQLAnswer {
    incoming.expire();
    return this.#refuse(request, timedOut(request.complete ? {} : { connection: 'close' }));
  }

  /** What is not for the gate is not executed: Apollo Server says why. */
  async #answerAtGate(gate: OperationGate<Context>, asked: Asked<Context>): Promise<GraphQLAnswer> {
    const { request, incoming, search, body } = asked;
    if (!body && !isMeant(request.headers)) {
      gate.missed?.(incoming);
      return this.#answerWithStreams(asked);
    }
    const made = asked.context();
    const known = { ...asked, context: () => made };
    const context = await made.catch(() => undefined);
    const parameters = body ?? parametersOf(search);
    if (!context || !parameters || (body && !isReadable(body))) {
      gate.missed?.(incoming);
      return this.#answerWithStreams(known);
    }
    const admission = await this.#admit(gate, known, parameters, context);
    if (admission instanceof Refusal) return this.#refuse(request, admission);
    const { hot } = admission;
    const headers = hot && isAnsweredDirectly(hot, body !== undefined) && jsonHeadersFor(request.headers.accept);
    const admitted = admittedAs(known, parameters, admission);
    const answer = await (headers
      ? this.#answerDirectly(hot, headers, admitted, context)
      : this.#answerOnLane(admitted));
    return withHeaders(body ? answer : kept(answer, admission, request), admission);
  }

  async #admit(
    gate: OperationGate<Context>,
    { request, incoming, body }: Asked<Context>,
    parameters: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<Admission | Refusal> {
    const transport = this.#accepted(request)?.transport ?? 'http';
    try {
      return await gate.admit({ method: body ? 'POST' : 'GET', transport, parameters, context, incoming });
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  /** @throws {Refusal} unless the client takes streams only. */
  #refuse(request: IncomingMessage, refusal: Refusal): GraphQLAnswer {
    const accepted = this.#accepted(request);
    if (!this.#parts.streams || !accepted || accepted.json) throw refusal;
    const answer = this.#parts.streams.single(accepted.transport, refusalAnswer(refusal));
    return { answer, answered: { operation: undefined, operationId: undefined, errorCodes: [refusal.code] } };
  }

  async #answerOnLane(asked: Asked<Context>): Promise<GraphQLAnswer> {
    const { request, body } = asked;
    const taken = body && this.#options.lane?.take(body);
    const headers = taken && jsonHeadersFor(request.headers.accept);
    if (!headers) return this.#answerWithStreams(asked);
    const made = asked.context();
    let contextValue: Context;
    try {
      contextValue = await made;
    } catch {
      return this.#answerByApollo(apolloRequest(asked), { ...asked, context: () => made });
    }
    return this.#answerDirectly(new LeanOperation(taken, contextValue), headers, asked, contextValue);
  }

  /** Without Apollo Server, unless something has failed: it words the answer to that. */
  async #answerDirectly(
    hot: HotOperation,
    headers: Readonly<Record<string, string>>,
    asked: Asked<Context>,
    made: Context,
  ): Promise<GraphQLAnswer> {
    const { body, admission } = asked;
    const result = await hot.execute();
    if (result.errors) {
      const posted = { ...(admission?.parameters ?? body), variables: hot.variablesFor(result) };
      const context = () => Promise.resolve(made);
      return this.#answerByApollo(apolloRequest({ ...asked, search: '', body: posted }), { ...asked, context });
    }
    const { data } = result;
    const extensions = admission?.extensions ? { ...result.extensions, ...admission.extensions } : result.extensions;
    return {
      answer: { status: 200, headers, body: `${JSON.stringify({ data, extensions })}\n` },
      answered: hot.answered,
    };
  }

  /** A stream is the answer where the operation brings one; anything else is answered as ever, if the client takes JSON. */
  async #answerWithStreams(asked: Asked<Context>): Promise<GraphQLAnswer> {
    const { request, incoming, search, admission } = asked;
    const { streams } = this.#parts;
    const accepted = this.#accepted(request);
    if (!streams || !accepted) return this.#answerByApollo(apolloRequest(asked), asked);
    const parameters = asked.body ?? admission?.parameters ?? parametersOf(search);
    const body = asked.body ?? (parameters && isSubscription(parameters) ? parameters : undefined);
    const http = apolloRequest({ ...asked, body });
    if (!accepted.json) http.headers.set('accept', 'application/json');
    const taken = streams.expect(http, accepted.transport, incoming);
    try {
      const { answer, answered } = await this.#answerByApollo(http, asked);
      const failed = answer.status >= 400 || (answered !== undefined && answered.errorCodes.length > 0);
      const streamed = taken.claim(failed);
      if (streamed) return { answer: { ...answer, body: '' }, answered, streamed };
      return { answer: accepted.json ? answer : streams.single(accepted.transport, answer), answered };
    } catch (error) {
      taken.claim(true);
      throw error;
    }
  }

  async #answerByApollo(
    httpGraphQLRequest: HTTPGraphQLRequest,
    { context, admission }: Asked<Context>,
  ): Promise<GraphQLAnswer> {
    if (admission) this.#parts.admissions.admit(httpGraphQLRequest, admission);
    const { status, headers, body } = await this.#options.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context,
    });
    return {
      answer: {
        status: status ?? 200,
        headers: { 'cache-control': 'no-store', ...Object.fromEntries(headers) },
        body: body.kind === 'complete' ? body.string : body.asyncIterator,
      },
      answered: this.#parts.operations.of(httpGraphQLRequest) ?? refused(body),
    };
  }

  /** Undefined where the client takes no stream, or none are served. */
  #accepted({ headers }: IncomingMessage): AcceptedTransport | undefined {
    return this.#parts.streams && acceptedTransport(headers.accept);
  }

  #context(incoming: IncomingRequest): Promise<Context> {
    return requestContext(this.#options.context, incoming);
  }
}

/** Of a stream that came too late. */
function letGo({ streamed }: GraphQLAnswer): void {
  streamed?.stream.leave();
  streamed?.release();
}

/** Only Apollo Server says that a mutation is not taken by GET, and that a subscription needs a stream. */
function isAnsweredDirectly({ answered: { operation } }: HotOperation, posted: boolean): boolean {
  return operation?.type === 'query' || (posted && operation?.type === 'mutation');
}

function admittedAs<Context extends BaseContext>(
  asked: Asked<Context>,
  sent: Readonly<Record<string, unknown>>,
  admission: Admission,
): Asked<Context> {
  const { parameters } = admission;
  if (parameters === sent) return { ...asked, admission };
  if (asked.body) return { ...asked, body: parameters, admission };
  return { ...asked, search: searchOf(parameters), admission };
}

/** The answer to a GET as caches may keep it. */
function kept(answered: GraphQLAnswer, { caching }: Admission, { headers }: IncomingMessage): GraphQLAnswer {
  const { answer, answered: told, streamed } = answered;
  if (!caching || !told || told.errorCodes.length > 0 || streamed) return answered;
  if (!json.test(answer.headers['content-type'] ?? '')) return answered;
  return { ...answered, answer: cachedAnswer(answer, caching, headers) };
}

function withHeaders({ answer, answered, streamed }: GraphQLAnswer, { headers }: Admission): GraphQLAnswer {
  if (!headers) return { answer, answered, streamed };
  return {
    answer: { ...answer, headers: { ...answer.headers, ...headers } },
    answered,
    streamed: streamed && { ...streamed, headers },
  };
}

/** Apollo Server refuses some requests before they are an operation: a few bytes of JSON with a code. */
function refused(body: HTTPGraphQLResponse['body']): AnsweredOperation | undefined {
  const [, code] = body.kind === 'complete' ? (/"code":"([A-Z_]{1,100})"/.exec(body.string) ?? []) : [];
  return code === undefined ? undefined : { operation: undefined, operationId: undefined, errorCodes: [code] };
}

function apolloRequest({
  request,
  search,
  body,
}: Pick<Asked<BaseContext>, 'request' | 'search' | 'body'>): HTTPGraphQLRequest {
  return { method: body ? 'POST' : 'GET', headers: headerMap(request.headers), search, body };
}
