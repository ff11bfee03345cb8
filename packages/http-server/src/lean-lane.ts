import type { BaseContext } from '@apollo/server';
import type { CompiledSource, KnownOperation } from './compiled-source.ts';

/** A request whose operation is known to be valid. */
export interface LeanRequest<Context extends BaseContext> {
  /** What the Apollo Server executes. */
  readonly source: CompiledSource<Context>;
  readonly operation: KnownOperation;
  /** As they were sent: not yet of the types that the operation gives them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const graphqlResponse = { ...json, 'content-type': 'application/graphql-response+json; charset=utf-8' };

/**
 * What is answered to the `accept` headers that gateways and clients send, as Apollo Server negotiates it. To any other
 * header Apollo Server answers itself.
 */
const headersFor: ReadonlyMap<string | undefined, Readonly<Record<string, string>>> = new Map([
  [undefined, json],
  ['*/*', json],
  ['application/json', json],
  ['application/json, */*', json],
  ['application/json, application/graphql-response+json', json],
  ['application/graphql-response+json', graphqlResponse],
  ['application/graphql-response+json, application/json', graphqlResponse],
  ['application/graphql-response+json, application/json;q=0.9', graphqlResponse],
  ['application/graphql-response+json,application/json;q=0.9', graphqlResponse],
]);

/**
 * The short way for requests that can only be executed: a text that Apollo Server found to be valid before, sent as
 * JSON, with nothing unusual about it. Whatever else comes, Apollo Server answers.
 */
export class LeanLane<Context extends BaseContext> {
  readonly #source: CompiledSource<Context>;

  /** @param source what the Apollo Server executes. */
  constructor(source: CompiledSource<Context>) {
    this.#source = source;
  }

  /**
   * Takes a request that it can answer.
   *
   * @param body the JSON object that was posted.
   * @returns undefined where Apollo Server has to answer.
   */
  take(body: Readonly<Record<string, unknown>>, accept: string | undefined): LeanRequest<Context> | undefined {
    const headers = headersFor.get(accept);
    const { query, operationName, variables, extensions } = body;
    if (!headers || typeof query !== 'string' || !isAbsent(extensions)) return undefined;
    if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
    if (!isAbsent(variables) && !isObject(variables)) return undefined;
    const operation = this.#source.known(query, operationName ?? undefined);
    return operation && { source: this.#source, operation, variables: variables ?? {}, headers };
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
