import { isIP } from 'node:net';
import type { Identity } from './identity.ts';

/** Who asks, as one process tells another. */
export interface Caller {
  /** Undefined for somebody who has not signed in. */
  readonly identity?: Identity | undefined;
  /** The network address of the client. */
  readonly clientAddress?: string | undefined;
  /** What the client says that it is: see `userAgentFrom`. */
  readonly userAgent?: string | undefined;
  /** The listener of the gateway that the request came to, by its name: see `listenerFrom`. */
  readonly listener?: string | undefined;
}

/**
 * The header that says to a subgraph which address the client has. It stands beside the token rather than in it: a token
 * can then be used for all clients that have not signed in, instead of one for each address. Whoever may send a token may
 * say it.
 */
export const clientAddressHeader = 'x-client-address';

/** The address that a header names; undefined if it is none. */
export function addressFrom(header: unknown): string | undefined {
  return typeof header === 'string' && isIP(header) !== 0 ? header : undefined;
}

/** The header that says to a subgraph what the client says that it is; it stands beside the token as its address does. */
export const clientUserAgentHeader = 'x-client-user-agent';

const longestUserAgent = 200;

/**
 * What a client says that it is: its `user-agent` header without control characters, as far as 200 characters; undefined if
 * that is nothing.
 */
export function userAgentFrom(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined;
  return (
    header
      .replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, longestUserAgent)
      .trimEnd() || undefined
  );
}

/**
 * The header that says to a subgraph at which listener of the gateway the client's request arrived; it stands beside the token
 * as the client's address does. The gateway sets it from where the request came, never from what the client sent.
 */
export const clientListenerHeader = 'x-client-listener';

/** The name of a listener that a header has; undefined if it cannot be one. */
export function listenerFrom(header: unknown): string | undefined {
  return typeof header === 'string' && /^[\w.-]{1,100}$/.test(header) ? header : undefined;
}

const keys = new WeakMap<Identity, string>();

/**
 * Tells identities apart that may be answered differently: requests of one key may share an answer, others may not.
 *
 * @returns undefined for somebody who has not signed in.
 */
export function identityKeyOf({ identity }: Caller): string | undefined {
  if (!identity) return undefined;
  let key = keys.get(identity);
  if (key === undefined) {
    const { subject, scopes, sessionId = null, clientId = null, storeId = null, expiresAt } = identity;
    key = JSON.stringify([subject, scopes, sessionId, clientId, storeId, expiresAt]);
    keys.set(identity, key);
  }
  return key;
}
