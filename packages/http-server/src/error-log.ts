import { type GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ApolloServerPlugin } from '@apollo/server';
import { isUnreachable, maskError } from '@reelhouse/errors';
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
    if (!isToBeLogged(error)) return;
    this.#requestIds.set(error, requestId);
    log.error(
      { err: error.originalError ?? error, operation, path: error.path?.join('.') },
      'a field could not be resolved',
    );
  }
}

/** Whether a client is not told of an error, or not what cannot be reached, and no subgraph has logged it. */
export function isToBeLogged(error: GraphQLError): boolean {
  if (error.extensions['requestId'] !== undefined) return false;
  const told = maskError(error.toJSON(), error).extensions?.['code'];
  return told === 'INTERNAL_SERVER_ERROR' || isUnreachable(error);
}
