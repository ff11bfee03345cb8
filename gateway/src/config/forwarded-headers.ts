import type { IncomingHttpHeaders } from 'node:http';
import { clientAddressHeader, clientListenerHeader, clientUserAgentHeader } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import type { HttpOptions } from '@reelhouse/subgraph-transport';
import type { GatewayConfig } from './config-shape.ts';

/** The context of a request that knows what of its client's headers subgraphs get. */
export interface ForwardingContext extends RequestContext {
  readonly headers: IncomingHttpHeaders;
}

type Forwarding = Pick<GatewayConfig, 'subgraphs' | 'subgraphDefaults'>;

/** The headers that any subgraph gets, in lower case and in order. */
export function forwardedNames({ subgraphs, subgraphDefaults }: Forwarding): readonly string[] {
  const places = [subgraphDefaults, ...Object.values(subgraphs ?? {})];
  const names = places.flatMap((settings) => settings?.forwardHeaders ?? []);
  return [...new Set(names.map((name) => name.toLowerCase()))].sort();
}

/** Of the headers of a client those with these names: what no subgraph gets is not kept. */
export function withNames(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

/**
 * What a listener may see, for `scopesOf` of subscriptions: a result is made with the headers of one of those who share it, so
 * none is shared by those whose headers differ.
 *
 * @param context whose headers are those only that subgraphs get, each in its place.
 */
export function scopesAndHeaders({ identity, headers }: ForwardingContext): string {
  return JSON.stringify([[...(identity?.scopes ?? [])].sort(), Object.entries(headers)]);
}

/**
 * Those that belong to one connection (RFC 9110), those that the transport sets itself, and the one by which the gateway says
 * where a client is and what: none may say so of itself.
 */
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
  clientAddressHeader,
  clientUserAgentHeader,
  clientListenerHeader,
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
