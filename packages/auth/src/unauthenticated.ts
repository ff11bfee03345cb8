import { clientError } from '@reelhouse/errors';
import type { GraphQLError } from 'graphql';

/**
 * The refusal of a token: over HTTP status 401 with the challenge of RFC 6750.
 *
 * @param message what is wrong and what to do about it; nothing that the token says.
 */
export function unauthenticated(message: string): GraphQLError {
  return clientError('UNAUTHENTICATED', message, {
    http: { status: 401, headers: new Map([['www-authenticate', 'Bearer error="invalid_token"']]) },
  });
}
