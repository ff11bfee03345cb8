import type { IncomingHttpHeaders } from 'node:http';
import { bearerToken, unauthenticated, type Identity, type TokenVerifier } from '@reelhouse/auth';
import type { RevokedSessions } from './revoked-sessions.ts';

/**
 * Tells who sends a request, by its headers; to be called once for each, before its operation is looked at. For WebSockets
 * `authorization` of the `connection_init` payload takes the place of the header.
 *
 * @returns undefined for somebody who has not signed in; at once where the token came before.
 * @throws `UNAUTHENTICATED` if there is a token that cannot be used, and so does the promise: a client whose token has expired
 *   is told so, not answered as if it had none.
 */
export type Authenticate = (
  headers: Pick<IncomingHttpHeaders, 'authorization'>,
) => Identity | undefined | Promise<Identity | undefined>;

/** How it is told. */
export interface AuthenticateOptions {
  readonly verifier: TokenVerifier;
  /** The sessions whose tokens are not taken any more although they have not expired. */
  readonly revoked?: Pick<RevokedSessions, 'isEnded'> | undefined;
}

/** Makes what tells who sends a request. */
export function createAuthenticate({ verifier, revoked }: AuthenticateOptions): Authenticate {
  const unlessEnded = (identity: Identity): Identity => {
    const { sessionId } = identity;
    if (sessionId !== undefined && revoked?.isEnded(sessionId)) {
      throw unauthenticated('The session has ended. Sign in again.');
    }
    return identity;
  };
  return (headers) => {
    const token = bearerToken(headers);
    if (token === undefined) return undefined;
    const identity = verifier.verify(token);
    return identity instanceof Promise ? identity.then(unlessEnded) : unlessEnded(identity);
  };
}
