import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from '@reelhouse/http-server';
import type { HttpOptions } from '@reelhouse/subgraph-transport';

/** The context of a request that knows what its client sent. */
export interface ForwardingContext extends RequestContext {
  readonly headers: IncomingHttpHeaders;
}

/** Those that belong to one connection (RFC 9110), and those that the transport sets itself. */
const own: ReadonlySet<string> = new Set([
  ...[
    'connection',
    'keep-alive',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'expect',
    'host',
  ],
  ...['accept', 'accept-encoding', 'content-encoding', 'content-length', 'content-type', 'x-request-id', 'traceparent'],
]);

/** Whether a header of clients may be handed to a subgraph. */
export function canBeForwarded(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !own.has(name.toLowerCase());
}

/**
 * Hands headers of the client's request to a subgraph. Identical queries in flight are then shared only among requests that
 * have the same values: what one client may see, another may not.
 *
 * @param names of headers, in any case.
 */
export function forwardedHeaders(
  names: readonly string[],
): Pick<HttpOptions<ForwardingContext>, 'headers' | 'identityKey'> {
  if (names.length === 0) return {};
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))].sort();
  const sent = ({ headers }: ForwardingContext): [string, string][] =>
    wanted.flatMap((name): [string, string][] => {
      const value = headers[name];
      return value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]];
    });
  return {
    headers: (context) => Object.fromEntries(sent(context)),
    identityKey(context) {
      const values = sent(context);
      return values.length === 0 ? undefined : JSON.stringify(values);
    },
  };
}
