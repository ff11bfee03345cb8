import { errorCatalogue, type ErrorCode } from '@reelhouse/errors';
import { isAbsent, Refusal } from '@reelhouse/http-server';
import type { OperationRegistry, RegistryEntry } from './operation-registry.ts';
import { requestedId, withoutPersistedQuery } from './requested-id.ts';
import type { RegistrationPolicy } from './registration-policy.ts';

/** What a request turns out to ask for, before its text is looked at. */
export type RequestedOperation =
  /** A registered operation, by its id. */
  | {
      readonly kind: 'registered';
      readonly entry: RegistryEntry;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  /** A text, which may be registered or not; with a hash, it is also to be kept under it (APQ). */
  | { readonly kind: 'text'; readonly text: string; readonly parameters: Readonly<Record<string, unknown>> }
  /** What was kept under a hash before (APQ). */
  | { readonly kind: 'kept'; readonly hash: string; readonly parameters: Readonly<Record<string, unknown>> }
  /** Nothing that can be executed: Apollo Server says what is wrong with it. */
  | { readonly kind: 'malformed'; readonly parameters: Readonly<Record<string, unknown>> };

/** How it is decided. */
export interface RequestRules {
  readonly registry: OperationRegistry;
  readonly policy: RegistrationPolicy;
  /** Whether texts may be kept under their hashes (APQ); only for who may send any text. */
  readonly automatic: boolean;
}

/**
 * Finds what a request asks for, as Apollo Router documents it. An id of a list stands for its text alone. Beside a text, or
 * where no list has it, it is one of APQ, if whoever asks may send any text.
 *
 * @throws {Refusal} `CANNOT_SEND_PQ_ID_AND_BODY`, `PERSISTED_QUERY_NOT_IN_LIST`, `PERSISTED_QUERY_ID_REQUIRED`, or `BAD_REQUEST` for
 *   an id that cannot be read.
 */
export function requestedOperation(
  parameters: Readonly<Record<string, unknown>>,
  { registry, policy, automatic }: RequestRules,
): RequestedOperation {
  const { level, clients } = policy;
  const { query } = parameters;
  const hasText = !isAbsent(query) && query !== '';
  const isFree = level === 'off' || level === 'log';
  const requested = requestedId(parameters);
  if (requested) {
    const { id, form } = requested;
    // Where there is no list, the hash is between the client and Apollo Server, which knows how to say that it takes none.
    const isAutomatic = form === 'persistedQuery' && isFree && (automatic || registry.size === 0);
    if (hasText) {
      if (!isAutomatic) throw refusal(400, 'CANNOT_SEND_PQ_ID_AND_BODY');
      return typeof query === 'string' ? { kind: 'text', text: query, parameters } : { kind: 'malformed', parameters };
    }
    const entry = registry.byId(id, clients);
    if (entry) return { kind: 'registered', entry, parameters: ofEntry(parameters, entry) };
    if (!isAutomatic) throw refusal(404, 'PERSISTED_QUERY_NOT_IN_LIST');
    return automatic ? { kind: 'kept', hash: id, parameters } : { kind: 'malformed', parameters };
  }
  if (level === 'require-id') throw refusal(400, 'PERSISTED_QUERY_ID_REQUIRED');
  return typeof query === 'string' && hasText
    ? { kind: 'text', text: query, parameters }
    : { kind: 'malformed', parameters };
}

/** The refusal of a text that is not registered. */
export const notInSafelist = (): Refusal => refusal(403, 'QUERY_NOT_IN_SAFELIST');

function ofEntry(
  parameters: Readonly<Record<string, unknown>>,
  { operation }: RegistryEntry,
): Readonly<Record<string, unknown>> {
  const { operationName, variables, extensions } = parameters;
  const rest = withoutPersistedQuery(extensions);
  return {
    query: operation.body,
    ...(!isAbsent(operationName) && { operationName }),
    ...(!isAbsent(variables) && { variables }),
    ...(rest && { extensions: rest }),
  };
}

function refusal(status: number, code: ErrorCode): Refusal {
  const { meaning, remedy } = errorCatalogue[code];
  return new Refusal(status, code, `${meaning} ${remedy}`);
}
