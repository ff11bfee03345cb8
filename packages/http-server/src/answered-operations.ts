import type { ApolloServerPlugin, BaseContext, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestOutcome } from './request-observer.ts';

/** What is told of an operation that was answered. */
export type AnsweredOperation = Pick<RequestOutcome, 'operation' | 'operationId' | 'errorCodes'>;

/** Learns from an Apollo Server which operation a request was, and which errors its answer has. */
export class AnsweredOperations {
  readonly #answered = new WeakMap<object, AnsweredOperation>();

  /** To be added to the Apollo Server before it starts. */
  get plugin(): ApolloServerPlugin {
    return {
      requestDidStart: async () => ({
        willSendResponse: async (context) => {
          if (context.request.http) this.#answered.set(context.request.http, answeredOperation(context));
        },
      }),
    };
  }

  /** @param http the request as Apollo Server got it; undefined for one that is not GraphQL over HTTP. */
  of(http: object): AnsweredOperation | undefined {
    return this.#answered.get(http);
  }
}

function answeredOperation({
  operation,
  operationName,
  queryHash,
  response: { body },
}: GraphQLRequestContextWillSendResponse<BaseContext>): AnsweredOperation {
  const { errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
  return {
    operation: operation && { name: operationName ?? null, type: operation.operation },
    operationId: queryHash,
    errorCodes: errors ? codesOf(errors) : [],
  };
}

function codesOf(errors: readonly GraphQLFormattedError[]): string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))];
}
