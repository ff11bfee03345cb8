import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isErrorCode, isUnreachable, maskError, type ErrorCode } from '@reelhouse/errors';
import type { RequestContext } from '@reelhouse/http-server';

/** Codes by which a subgraph refuses the request itself. The gateway wrote it, so the client cannot put it right. */
const ofTheRequest: ReadonlySet<ErrorCode> = new Set([
  'BAD_REQUEST',
  'REQUEST_TOO_LARGE',
  'GRAPHQL_PARSE_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** The error of a subgraph that did not answer; it names the subgraph, never its host. */
export function unavailable(subgraph: string): GraphQLFormattedError {
  return {
    message: `The "${subgraph}" part of the graph is not available at the moment.`,
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' satisfies ErrorCode },
  };
}

/**
 * What a client is told of a subgraph's errors: those with a code of the catalogue as they are, any other masked, such as one
 * that says that the subgraph's database cannot be reached. A masked error is logged here, unless the subgraph has logged it under the same request id.
 */
export function publicErrors(
  subgraph: string,
  errors: readonly (GraphQLError | GraphQLFormattedError)[],
  { requestId, log }: RequestContext,
): GraphQLFormattedError[] {
  return errors.map((error) => {
    const thrown = error instanceof GraphQLError ? error : undefined;
    const formatted = thrown ? thrown.toJSON() : error;
    const place = formatted.path ? { path: formatted.path } : {};
    const told = maskError(asCatalogued(formatted), thrown);
    if (told.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR' && !isUnreachable(thrown)) {
      return { message: told.message, ...place, extensions: told.extensions ?? {} };
    }
    if (formatted.extensions?.['requestId'] !== requestId) {
      log.error({ subgraph, err: thrown?.originalError ?? thrown ?? formatted }, 'a subgraph failed');
    }
    return { message: told.message, ...place, extensions: { ...told.extensions, requestId } };
  });
}

function asCatalogued(error: GraphQLFormattedError): GraphQLFormattedError {
  const code = error.extensions?.['code'];
  if (!isErrorCode(code) || !ofTheRequest.has(code)) return error;
  return { ...error, extensions: { ...error.extensions, code: 'INTERNAL_SERVER_ERROR' } };
}
