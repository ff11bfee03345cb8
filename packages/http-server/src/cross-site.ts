import type { IncomingHttpHeaders } from 'node:http';

/** A page of another site can send none of these without asking first (`csrfPrevention` of Apollo Server knows the same). */
const asking = ['x-apollo-operation-name', 'apollo-require-preflight'] as const;

const json = /^[\t\n\r ]*application\/json[\t\n\r ]*(;|$)/i;

/**
 * Whether a GET can only have been sent by who may read its answer: any page of any site can have a browser send one without
 * headers of its own. Apollo Server refuses the others; to a GET with another content type than JSON it answers 415.
 */
export function isMeant(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type'];
  if (type !== undefined) return json.test(type);
  return asking.some((name) => (headers[name] ?? '') !== '');
}
