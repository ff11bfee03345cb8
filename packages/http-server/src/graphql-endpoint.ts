import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import { HeaderMap, type ApolloServerPlugin, type BaseContext, type HTTPGraphQLResponse } from '@apollo/server';
import { clientError, isErrorCode } from '@reelhouse/errors';
import type { Answer } from './answer.ts';
import { AnsweredOperations, type AnsweredOperation } from './answered-operations.ts';
import type { LeanRequest } from './lean-lane.ts';
import type { GraphQLHttpOptions, IncomingRequest } from './options.ts';
import { Refusal } from './refusal.ts';
import { readJsonObject } from './request-body.ts';

const defaultMaxBodyBytes = 256 * 1024;

/** An answer, and what is known of the operation that it answers. */
export interface GraphQLAnswer {
  readonly answer: Answer;
  /** Undefined where the request was not GraphQL over HTTP. */
  readonly answered?: AnsweredOperation | undefined;
}

/** GraphQL over HTTP: turns a request of node:http into one of Apollo Server, and its response back. */
export class GraphQLEndpoint<Context extends BaseContext> {
  readonly #options: GraphQLHttpOptions<Context>;
  readonly #operations = new AnsweredOperations();

  constructor(options: GraphQLHttpOptions<Context>) {
    this.#options = options;
  }

  /** Learns of each operation; to be added to the Apollo Server before it starts. */
  get plugin(): ApolloServerPlugin {
    return this.#operations.plugin;
  }

  /**
   * Answers one request.
   *
   * @param search the query string with its `?`, or an empty string.
   * @throws {Refusal} of a request that is not GraphQL over HTTP.
   */
  async answer(request: IncomingMessage, search: string, incoming: IncomingRequest): Promise<GraphQLAnswer> {
    const method = request.method ?? '';
    if (method !== 'GET' && method !== 'POST') {
      throw new Refusal(405, 'BAD_REQUEST', 'GraphQL is served to GET and POST.', { allow: 'GET, POST' });
    }
    const body =
      method === 'POST' ? await readJsonObject(request, this.#options.maxBodyBytes ?? defaultMaxBodyBytes) : undefined;
    const taken = body && this.#options.lane?.take(body, request.headers.accept);
    if (taken) return this.#answerLean(taken, request, body, incoming);
    return this.#answerByApollo(request, search, body, () => this.#context(incoming));
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
      return this.#answerByApollo(request, '', body, () => made);
    }
    const result = await operation.execute({ contextValue, variableValues: variables });
    if (result.errors) {
      const withResult = { ...body, variables: source.variablesFor(result, variables) };
      return this.#answerByApollo(request, '', withResult, () => made);
    }
    return { answer: { status: 200, headers, body: `${JSON.stringify(result)}\n` }, answered: operation.answered };
  }

  async #answerByApollo(
    { method = '', headers: requestHeaders }: IncomingMessage,
    search: string,
    requestBody: Record<string, unknown> | undefined,
    context: () => Promise<Context>,
  ): Promise<GraphQLAnswer> {
    const httpGraphQLRequest = { method, headers: headerMap(requestHeaders), search, body: requestBody };
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

  async #context(incoming: IncomingRequest): Promise<Context> {
    try {
      return await this.#options.context(incoming);
    } catch (error) {
      const { code } = error instanceof GraphQLError ? error.extensions : {};
      if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') throw error;
      incoming.log.error({ err: error }, 'the context of a request could not be made');
      throw clientError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', {
        requestId: incoming.requestId,
      });
    }
  }
}

/** Apollo Server refuses some requests before they are an operation: a few bytes of JSON with a code. */
function refused(body: HTTPGraphQLResponse['body']): AnsweredOperation | undefined {
  const [, code] = body.kind === 'complete' ? (/"code":"([A-Z_]{1,100})"/.exec(body.string) ?? []) : [];
  return code === undefined ? undefined : { operation: undefined, operationId: undefined, errorCodes: [code] };
}

function headerMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
