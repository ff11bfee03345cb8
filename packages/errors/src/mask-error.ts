import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isErrorCode, type ErrorCode } from './error-catalogue.ts';
import { isUnreachable, originOf } from './unreachable.ts';

/** The extensions that a client may see. Everything else (stack traces, service names, SQL) stays inside. */
const publicExtensions = ['code', 'argument', 'requestId'] as const;

/**
 * What a client is told of an error: an error with a code of the catalogue keeps its message, code and public
 * extensions; one that says that a server behind this process cannot be reached becomes `SUBGRAPH_UNAVAILABLE`; anything
 * else becomes `INTERNAL_SERVER_ERROR` without a hint of what broke.
 *
 * @param formatted the error as it would be sent.
 * @param thrown the error as it was thrown, where it is known: one that wraps a foreign error is always masked.
 */
export function maskError(formatted: GraphQLFormattedError, thrown?: unknown): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const code = formatted.extensions?.['code'];
  if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR' || isForeign(thrown)) {
    const requestId = formatted.extensions?.['requestId'];
    const told = isUnreachable(thrown) ? unavailable : broken;
    return {
      message: told.message,
      ...place,
      extensions: { code: told.code, ...(requestId !== undefined && { requestId }) },
    };
  }
  const extensions: Record<string, unknown> = {};
  for (const name of publicExtensions) {
    const value = formatted.extensions?.[name];
    if (value !== undefined) extensions[name] = value;
  }
  return { message, ...place, extensions };
}

/** What is told instead of an error. */
interface Told {
  readonly code: ErrorCode;
  readonly message: string;
}

const broken: Told = { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side.' };

const unavailable: Told = {
  code: 'SUBGRAPH_UNAVAILABLE',
  message: 'This part of the graph is not available at the moment.',
};

function isForeign(thrown: unknown): boolean {
  return thrown !== undefined && !(originOf(thrown) instanceof GraphQLError);
}
