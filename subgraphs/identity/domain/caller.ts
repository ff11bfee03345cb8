import { principalOf, type Identity, type Principal } from '@reelhouse/auth';
import { clientError } from '@reelhouse/errors';

/** Somebody who has signed in, and the session that they call in. */
export interface Caller {
  readonly principal: Principal;
  readonly sessionId: string | undefined;
}

/**
 * Who calls.
 *
 * @throws `UNAUTHENTICATED` if nobody has signed in, or if it is nobody of the chain.
 */
export function callerOf({ identity }: { readonly identity?: Identity | undefined }): Caller {
  const principal = identity && principalOf(identity);
  if (!principal) throw clientError('UNAUTHENTICATED', 'Sign in first.');
  return { principal, sessionId: identity.sessionId };
}
