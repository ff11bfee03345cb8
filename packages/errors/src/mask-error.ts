import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isErrorCode } from './error-catalogue.ts';

/** The extensions that a client may see. Everything else (stack traces, service names, SQL) stays inside. */
const publicExtensions = ['code', 'argument', 'requestId'] as const;

/**
 * What a client is told of an error: an error with a code of the catalogue keeps its message, code and public
 * extensions; anything else becomes `INTERNAL_SERVER_ERROR` without a hint of what broke.
 *
 * @param formatted the error as it would be sent.
 * @param thrown the error as it was thrown, where it is known: one that wraps a foreign error is always masked.
 */
export function maskError(formatted: GraphQLFormattedError, thrown?: unknown): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const code = formatted.extensions?.['code'];
  if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR' || wrapsForeignError(thrown)) {
    const requestId = formatted.extensions?.['requestId'];
    return {
      message: 'Something went wrong on our side.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId !== undefined && { requestId }) },
    };
  }
  const extensions: Record<string, unknown> = {};
  for (const name of publicExtensions) {
    const value = formatted.extensions?.[name];
    if (value !== undefined) extensions[name] = value;
  }
  return { message, ...place, extensions };
}

function wrapsForeignError(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return thrown !== undefined;
  if (!(thrown instanceof GraphQLError)) return true;
  return thrown.originalError !== undefined && wrapsForeignError(thrown.originalError);
}
