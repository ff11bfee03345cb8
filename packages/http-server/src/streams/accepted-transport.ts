import Negotiator from 'negotiator';
import type { StreamTransport } from './stream-options.ts';

/** How an HTTP request can be answered with a stream. */
export type HttpStreamTransport = Exclude<StreamTransport, 'websocket'>;

/** What a client takes, as its `accept` header says. */
export interface AcceptedTransport {
  /** How it wants a stream of results. */
  readonly transport: HttpStreamTransport;
  /** Whether a single result may be sent as JSON. */
  readonly json: boolean;
}

/** What can be offered; clients name any of the parameters, or none. */
const offered: ReadonlyMap<string, HttpStreamTransport> = new Map([
  ['text/event-stream;charset=utf-8', 'event-stream'],
  ['multipart/mixed;boundary=graphql;subscriptionSpec=1.0', 'multipart'],
  ['multipart/mixed;boundary="-";subscriptionSpec=1.0', 'multipart'],
]);

const named: Readonly<Record<HttpStreamTransport, string>> = {
  'event-stream': 'text/event-stream',
  multipart: 'multipart/mixed',
};

const json = ['application/json;charset=utf-8', 'application/graphql-response+json;charset=utf-8'];

/** Clients of a kind send one header: it is negotiated once. Bounded, because anybody can send another. */
const negotiated = new Map<string, AcceptedTransport | undefined>();
const maxNegotiated = 100;

/**
 * How a client wants a stream. It has to name the type: those that take anything (`*` as every client of HTTP sends it)
 * read one answer to its end, and would wait for it.
 *
 * @returns undefined if it takes none.
 */
export function acceptedTransport(accept: string | undefined): AcceptedTransport | undefined {
  if (accept === undefined) return undefined;
  if (negotiated.has(accept)) return negotiated.get(accept);
  const accepted = negotiate(new Negotiator({ headers: { accept } }));
  if (negotiated.size < maxNegotiated) negotiated.set(accept, accepted);
  return accepted;
}

function negotiate(negotiator: Negotiator): AcceptedTransport | undefined {
  const names = new Set(negotiator.mediaTypes().map((type) => type.toLowerCase()));
  for (const type of negotiator.mediaTypes([...offered.keys()])) {
    const transport = offered.get(type);
    if (transport && names.has(named[transport])) return { transport, json: negotiator.mediaTypes(json).length > 0 };
  }
  return undefined;
}
