import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../refusal.ts';

/** As much as all headers of an HTTP request may have is too much for one. */
const longest = 8 * 1024;

/**
 * The headers of a WebSocket's upgrade, with the `authorization` of its `connection_init`: the WebSocket of a browser cannot
 * send headers of its own.
 *
 * @throws {Refusal} of one that is not text, or is too long.
 */
export function withAuthorization(
  headers: IncomingHttpHeaders,
  payload: Readonly<Record<string, unknown>> | undefined,
): IncomingHttpHeaders {
  const authorization = payload?.['authorization'] ?? payload?.['Authorization'];
  if (authorization == null) return headers;
  if (typeof authorization !== 'string' || authorization.length > longest) {
    throw new Refusal(400, 'BAD_REQUEST', 'The authorization of connection_init must be a text of up to 8 kB.');
  }
  return { ...headers, authorization };
}
