import { type GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ApolloServerPlugin } from '@apollo/server';
import { maskError } from '@reelhouse/errors';
import type { RequestContext } from './apollo-server.ts';

/**
 * Logs the errors that clients are not told, and gives them the request id by which they are found in the log. An error
 * that carries a request id already was logged where it happened, in a subgraph.
 */
export class ErrorLog {
  readonly #requestIds = new WeakMap<object, string>();

  /** Sees the errors of every operation before they are formatted. */
  get plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => ({
        didEncounterErrors: async ({ errors, contextValue, operationName }) => {
          for (const error of errors) this.#record(error, contextValue, operationName);
        },
      }),
      unexpectedErrorProcessingRequest: async ({ requestContext, error }) => {
        requestContext.contextValue.log.error({ err: error }, 'an operation broke outside of its resolvers');
      },
    };
  }

  /** The error with the id of its request, if it was one to log. */
  withRequestId(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const requestId = typeof error === 'object' && error !== null ? this.#requestIds.get(error) : undefined;
    return requestId === undefined ? formatted : { ...formatted, extensions: { ...formatted.extensions, requestId } };
  }

  #record(error: GraphQLError, { requestId, log }: RequestContext, operation: string | null | undefined): void {
    const told = maskError(error.toJSON(), error).extensions?.['code'];
    if (told !== 'INTERNAL_SERVER_ERROR' || error.extensions['requestId'] !== undefined) return;
    this.#requestIds.set(error, requestId);
    log.error(
      { err: error.originalError ?? error, operation, path: error.path?.join('.') },
      'a field could not be resolved',
    );
  }
}
