import { isAbsent, isObject, Refusal } from '@reelhouse/http-server';

/** Which operation a client names, in place of its text or beside it. */
export interface RequestedId {
  /** Without the name of the hash. */
  readonly id: string;
  /** `documentId` is of GraphQL over HTTP ("Persisted Documents"), `persistedQuery` of Apollo's clients. */
  readonly form: 'documentId' | 'persistedQuery';
}

const prefix = 'sha256:';

/** An id may be anything up to this length: what is no hash is in no list, but stands in the answer that says so. */
const longestId = 256;

/**
 * The id that a client sent.
 *
 * @param parameters as they were sent.
 * @returns undefined if it sent none.
 * @throws {Refusal} 400 if it cannot be read, or if there are two that differ.
 */
export function requestedId(parameters: Readonly<Record<string, unknown>>): RequestedId | undefined {
  const documentId = text(parameters['documentId'], 'documentId');
  const hash = text(persistedQueryOf(parameters['extensions'])?.['sha256Hash'], 'extensions.persistedQuery.sha256Hash');
  if (documentId === undefined) return hash === undefined ? undefined : { id: hash, form: 'persistedQuery' };
  const id = documentId.startsWith(prefix) ? documentId.slice(prefix.length) : documentId;
  if (hash !== undefined && hash !== id) {
    throw new Refusal(400, 'BAD_REQUEST', 'documentId and extensions.persistedQuery name different operations.');
  }
  return { id, form: 'documentId' };
}

/** The extensions without the id, so that Apollo Server does not look for it too; undefined if nothing else is in them. */
export function withoutPersistedQuery(extensions: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(extensions)) return undefined;
  const rest = Object.entries(extensions).filter(([name]) => name !== 'persistedQuery');
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

function persistedQueryOf(extensions: unknown): Readonly<Record<string, unknown>> | undefined {
  const persistedQuery = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  return isObject(persistedQuery) ? persistedQuery : undefined;
}

function text(value: unknown, name: string): string | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'string' || value === '' || value.length > longestId) {
    throw new Refusal(
      400,
      'BAD_REQUEST',
      `${name} must be the id of an operation, a text of 1 to ${longestId} characters.`,
    );
  }
  return value;
}
