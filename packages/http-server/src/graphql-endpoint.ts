import type { IncomingMessage } from 'node:http';
import type { BaseContext, HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { Answer } from './answer.ts';
import type { AnsweredOperation, AnsweredOperations } from './answered-operations.ts';
import { headerMap } from './header-map.ts';
import type { LeanRequest } from './lean-lane.ts';
import type { GraphQLHttpOptions, IncomingRequest } from './options.ts';
import { Refusal } from './refusal.ts';
import { readJsonObject } from './request-body.ts';
import { requestContext } from './request-context.ts';
import { acceptedTransport } from './streams/accepted-transport.ts';
import { postOfSubscription } from './streams/event-source-request.ts';
import type { HttpStreams, StreamedAnswer } from './streams/http-streams.ts';

/** An answer, and what is known of the operation that it answers. */
export interface GraphQLAnswer {
  readonly answer: Answer;
  /** Undefined where the request was not GraphQL over HTTP. */
  readonly answered?: AnsweredOperation | undefined;
  /** What is sent instead of the body, bit by bit. */
  readonly streamed?: StreamedAnswer | undefined;
}

/** GraphQL over HTTP: turns a request of node:http into one of Apollo Server, and its response back. */
export class GraphQLEndpoint<Context extends BaseContext> {
  readonly #options: GraphQLHttpOptions<Context>;
  readonly #operations: AnsweredOperations;
  readonly #streams: HttpStreams<Context> | undefined;

  /** @param streams undefined where none are served. */
  constructor(
    options: GraphQLHttpOptions<Context>,
    operations: AnsweredOperations,
    streams: HttpStreams<Context> | undefined,
  ) {
    this.#options = options;
    this.#operations = operations;
    this.#streams = streams;
  }

  /**
   * Answers one request.
   *
   * @param search the query string with its `?`, or an empty string.
   * @throws {Refusal} of a request that is not GraphQL over HTTP, or that would have one stream too many.
   */
  async answer(request: IncomingMessage, search: string, incoming: IncomingRequest): Promise<GraphQLAnswer> {
    const method = request.method ?? '';
    if (method !== 'GET' && method !== 'POST') {
      throw new Refusal(405, 'BAD_REQUEST', 'GraphQL is served to GET and POST.', { allow: 'GET, POST' });
    }
    const body = method === 'POST' ? await readJsonObject(request, this.#options.maxBodyBytes) : undefined;
    const taken = body && this.#options.lane?.take(body, request.headers.accept);
    if (taken) return this.#answerLean(taken, request, body, incoming);
    if (this.#streams) return this.#answerWithStreams(this.#streams, request, search, body, incoming);
    return this.#answerByApollo(apolloRequest(request, search, body), () => this.#context(incoming));
  }

  /** Apollo Server also words the answer to what has failed: the context, or something in the operation. */
  async #answerLean(
    taken: LeanRequest<Context>,
    request: IncomingMessage,
    body: Record<string, unknown>,
    incoming: IncomingRequest,
  ): Promise<GraphQLAnswer> {
    const { source, operation, variables, headers } = taken;
    const made = this.#context(incoming);
    let contextValue: Context;
    try {
      contextValue = await made;
    } catch {
      return this.#answerByApollo(apolloRequest(request, '', body), () => made);
    }
    const result = await operation.execute({ contextValue, variableValues: variables });
    if (result.errors) {
      const withResult = { ...body, variables: source.variablesFor(result, variables) };
      return this.#answerByApollo(apolloRequest(request, '', withResult), () => made);
    }
    return { answer: { status: 200, headers, body: `${JSON.stringify(result)}\n` }, answered: operation.answered };
  }

  /** A stream is the answer where the operation brings one; anything else is answered as ever, if the client takes JSON. */
  async #answerWithStreams(
    streams: HttpStreams<Context>,
    request: IncomingMessage,
    search: string,
    posted: Record<string, unknown> | undefined,
    incoming: IncomingRequest,
  ): Promise<GraphQLAnswer> {
    const context = () => this.#context(incoming);
    const accepted = acceptedTransport(request.headers.accept);
    if (!accepted) return this.#answerByApollo(apolloRequest(request, search, posted), context);
    const body = posted ?? postOfSubscription(search);
    const http = apolloRequest(request, search, body);
    if (!accepted.json) http.headers.set('accept', 'application/json');
    const taken = streams.expect(http, accepted.transport, incoming);
    try {
      const { answer, answered } = await this.#answerByApollo(http, context);
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
    context: () => Promise<Context>,
  ): Promise<GraphQLAnswer> {
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
      answered: this.#operations.of(httpGraphQLRequest) ?? refused(body),
    };
  }

  #context(incoming: IncomingRequest): Promise<Context> {
    return requestContext(this.#options.context, incoming);
  }
}

/** Apollo Server refuses some requests before they are an operation: a few bytes of JSON with a code. */
function refused(body: HTTPGraphQLResponse['body']): AnsweredOperation | undefined {
  const [, code] = body.kind === 'complete' ? (/"code":"([A-Z_]{1,100})"/.exec(body.string) ?? []) : [];
  return code === undefined ? undefined : { operation: undefined, operationId: undefined, errorCodes: [code] };
}

/** @param body undefined where everything stands in the query string. */
function apolloRequest(
  { headers }: IncomingMessage,
  search: string,
  body: Record<string, unknown> | undefined,
): HTTPGraphQLRequest {
  return { method: body ? 'POST' : 'GET', headers: headerMap(headers), search, body };
}
