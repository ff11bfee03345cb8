import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import type { RequestContext } from '@reelhouse/http-server';
import { publicErrors, unavailable } from './subgraph-errors.ts';
import type { PreparedOperation, SubgraphOperation, SubgraphTransport } from './subgraph-transport.ts';

/** A subgraph behind HTTP. */
export interface HttpOptions {
  /** Its name in the supergraph. */
  readonly subgraph: string;
  /** The URL of its GraphQL endpoint. */
  readonly url: string;
  /** How long an answer may take, in seconds; 10 by default. */
  readonly deadlineSeconds?: number;
  /** The largest answer taken; 8 MB by default, some thousand times that of a page of a list. */
  readonly maxResponseBytes?: number;
  /** How many connections are kept open at most; 64 by default. */
  readonly connections?: number;
}

interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A probe that takes longer than this tells that the subgraph is not ready, in seconds. */
const probeSeconds = 2;

/** Statuses of a proxy without a server behind it, and of a server that stops: the answer is not the subgraph's. */
const notTheSubgraph: ReadonlySet<number> = new Set([502, 503, 504]);

/** Sends operations to a subgraph over kept-alive HTTP connections. */
export class HttpTransport<Context extends RequestContext> implements SubgraphTransport<Context> {
  readonly #subgraph: string;
  readonly #path: string;
  readonly #deadlineSeconds: number;
  readonly #pool: Pool;

  constructor({
    subgraph,
    url,
    deadlineSeconds = 10,
    maxResponseBytes = 8 * 1024 * 1024,
    connections = 64,
  }: HttpOptions) {
    const { origin, pathname, search } = new URL(url);
    this.#subgraph = subgraph;
    this.#path = pathname + search;
    this.#deadlineSeconds = deadlineSeconds;
    this.#pool = new Pool(origin, { connections, maxResponseSize: maxResponseBytes });
  }

  prepare({ query, operationName }: SubgraphOperation): PreparedOperation<Context> {
    const start = `{"query":${JSON.stringify(query)}`;
    const named = operationName === undefined ? start : `${start},"operationName":${JSON.stringify(operationName)}`;
    return async (variables, context) => {
      try {
        const body = `${named},"variables":${JSON.stringify(variables)}}`;
        const answer = await this.#post(body, this.#deadlineSeconds, { 'x-request-id': context.requestId });
        if (!answer.errors) return answer;
        return { ...answer, errors: publicErrors(this.#subgraph, answer.errors, context) };
      } catch (error) {
        context.log.warn({ subgraph: this.#subgraph, err: error }, 'a subgraph did not answer');
        return { errors: [unavailable(this.#subgraph)] };
      }
    };
  }

  async ready(): Promise<boolean> {
    try {
      const { data } = await this.#post('{"query":"{ __typename }"}', probeSeconds);
      return typeof data?.['__typename'] === 'string';
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    await this.#pool.destroy();
  }

  async #post(body: string, seconds: number, headers: Readonly<Record<string, string>> = {}): Promise<GraphQLAnswer> {
    const response = await this.#pool.request({
      method: 'POST',
      path: this.#path,
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...headers,
      },
      body,
      signal: AbortSignal.timeout(seconds * 1000),
    });
    const text = await response.body.text();
    if (notTheSubgraph.has(response.statusCode)) throw new Error(`answered status ${response.statusCode}`);
    return graphQLAnswer(text, response.statusCode);
  }
}

/** An answer of GraphQL counts whatever its status, because a subgraph refuses a variable's value with 400. */
function graphQLAnswer(text: string, status: number): GraphQLAnswer {
  const answer = parsed(text);
  const hasData = isObject(answer) && (answer['data'] === null || isObject(answer['data']));
  const hasErrors = isObject(answer) && Array.isArray(answer['errors']) && answer['errors'].every(isGraphQLError);
  if (!isObject(answer) || (!hasData && !hasErrors) || (answer['errors'] !== undefined && !hasErrors)) {
    throw new Error(`answered status ${status} and no GraphQL response`);
  }
  return answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isGraphQLError(value: unknown): boolean {
  return isObject(value) && typeof value['message'] === 'string';
}
