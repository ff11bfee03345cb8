import { unauthenticated } from './unauthenticated.ts';

/** One scheme and one token of RFC 6750, nothing beside them: two headers that were joined have a comma. */
const form = /^bearer +([\w.~+/-]+=*)$/i;

/**
 * The token of an `authorization` header, whatever it is worth.
 *
 * @param headers by their names in lower case, as node:http gives them; `connection_init` payloads may come as such.
 * @returns undefined where there is no such header: an anonymous request.
 * @throws `UNAUTHENTICATED` if the header is not `Bearer` and a token.
 */
export function bearerToken(headers: Readonly<Record<string, unknown>>): string | undefined {
  const header = headers['authorization'];
  if (header === undefined) return undefined;
  const [, token] = typeof header === 'string' ? (form.exec(header) ?? []) : [];
  if (token === undefined) {
    throw unauthenticated('The authorization header must be "Bearer" and one access token. Sign in to get one.');
  }
  return token;
}
