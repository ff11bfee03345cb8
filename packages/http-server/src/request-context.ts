import { GraphQLError } from 'graphql';
import type { BaseContext } from '@apollo/server';
import { isErrorCode, maskError } from '@reelhouse/errors';
import type { GraphQLHttpOptions, IncomingRequest } from './options.ts';

/**
 * Makes the context of a request.
 *
 * @throws {GraphQLError} with a code of the catalogue; what is not for the client has been logged.
 */
export async function requestContext<Context extends BaseContext>(
  make: GraphQLHttpOptions<Context>['context'],
  incoming: IncomingRequest,
): Promise<Context> {
  try {
    return await make(incoming);
  } catch (error) {
    const { code } = error instanceof GraphQLError ? error.extensions : {};
    if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') throw error;
    incoming.log.error({ err: error }, 'the context of a request could not be made');
    const { requestId } = incoming;
    const { message, extensions = {} } = maskError({ message: '', extensions: { requestId } }, error);
    throw new GraphQLError(message, { extensions });
  }
}
