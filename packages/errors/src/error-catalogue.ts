interface ErrorDescription {
  /** When it is answered. */
  readonly meaning: string;
  /** What the client should do about it. */
  readonly remedy: string;
}

/**
 * Every `extensions.code` that a client can be answered as a top-level error, in the order of `docs/errors.md`.
 * A code that is not in here never leaves the process: see `maskError`.
 */
export const errorCatalogue = {
  BAD_REQUEST: {
    meaning:
      'The HTTP request is not a GraphQL request: no JSON, no query, a wrong content type or a blocked cross-site form.',
    remedy: 'Send a POST with `content-type: application/json` and a body of `{"query": "…"}`.',
  },
  REQUEST_TOO_LARGE: {
    meaning: 'The body of the HTTP request is larger than the server takes.',
    remedy: 'Send a smaller request; use variables and fragments instead of repeating selections.',
  },
  GRAPHQL_PARSE_FAILED: {
    meaning: 'The operation is not GraphQL.',
    remedy: 'Correct the syntax at the location given.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The operation does not fit the schema: an unknown field or argument, or a value of the wrong type.',
    remedy: 'Correct the operation at the location given; regenerate the client from the current schema.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document holds no operation of the name given, or several and no name was given.',
    remedy: 'Send the name of one of the operations as `operationName`.',
  },
  BAD_USER_INPUT: {
    meaning: 'The value of an argument or a variable cannot be used. `extensions.argument` names it where it is known.',
    remedy: 'Correct the value as the message says.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    meaning: 'The idempotency key came before, with another input. Nothing was done.',
    remedy: 'Choose a new key for each new intention; keep it only when the very same request is sent again.',
  },
  COMMAND_IN_PROGRESS: {
    meaning: 'The same command, or one that changes the same, is still under way. Nothing was done by this request.',
    remedy: 'Send the same request with the same idempotency key again after a moment.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'The server does not hold the operation of the hash given.',
    remedy: 'Send the operation together with its hash once.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    meaning: 'The server does not take operations by their hash.',
    remedy: 'Send the operation itself.',
  },
  PERSISTED_QUERY_NOT_IN_LIST: {
    meaning: 'No release of the client has registered an operation of the id given.',
    remedy:
      'Send the id as the manifest of the release has it; an operation of an unreleased client has to be registered.',
  },
  CANNOT_SEND_PQ_ID_AND_BODY: {
    meaning: 'The request has both the id of a registered operation and the text of one.',
    remedy: 'Send the id alone.',
  },
  QUERY_NOT_IN_SAFELIST: {
    meaning: 'The text of the operation is not that of a registered one, and no other is taken from this client.',
    remedy: 'Send a registered operation, or its id.',
  },
  PERSISTED_QUERY_ID_REQUIRED: {
    meaning: 'Only registered operations are taken from this client, and only by their ids.',
    remedy: 'Send the id of a registered operation as `documentId` or in `extensions.persistedQuery`.',
  },
  MAX_TOKENS_LIMIT: {
    meaning: 'The text of the operation has more tokens than the server reads.',
    remedy: 'Split the operation; use variables for values.',
  },
  MAX_DEPTH_LIMIT: {
    meaning: 'The fields of the operation stand deeper in each other than the server takes.',
    remedy: 'Ask for what is deep down by its id, in an operation of its own.',
  },
  MAX_ALIASES_LIMIT: {
    meaning: 'The operation has more aliases than the server takes, or asks for the same again too often.',
    remedy: 'Ask for several by a list field, or in several operations.',
  },
  MAX_DIRECTIVES_LIMIT: {
    meaning: 'The operation has more directives than the server takes.',
    remedy: 'Leave out those that change nothing; put a condition at a fragment instead of at each field.',
  },
  MAX_ROOT_FIELDS_LIMIT: {
    meaning: 'The operation has more fields at its root than the server takes.',
    remedy: 'Split the operation.',
  },
  MAX_FIELDS_LIMIT: {
    meaning: 'The operation selects more fields than the server takes, its fragments written out.',
    remedy: 'Split the operation; select only what is shown.',
  },
  COST_ESTIMATED_TOO_EXPENSIVE: {
    meaning: 'What the operation may cost at most, by the sizes of its lists, is more than one operation may cost.',
    remedy: 'Ask for smaller pages (`first`), and for fewer lists in lists.',
  },
  INTROSPECTION_DISABLED: {
    meaning: 'Whoever asks may not ask for the schema.',
    remedy: 'Sign in as somebody who may, or read `schema/api.graphql` of the release.',
  },
  REQUEST_RATE_LIMITED: {
    meaning: 'The address or the account has used up what it may ask for in a time. Nothing was done.',
    remedy: 'Wait for the seconds that the header `Retry-After` says; ask for less.',
  },
  REQUEST_CONCURRENCY_LIMITED: {
    meaning: 'The server has as many requests in flight as it can answer in time. Nothing was done.',
    remedy: 'Send the request again after the seconds that the header `Retry-After` says, and a random time more.',
  },
  GATEWAY_TIMEOUT: {
    meaning:
      'The operation was not answered within the time that it may take. What a mutation has begun may still be done.',
    remedy: 'Ask for less; send a mutation again with the same idempotency key.',
  },
  UNAUTHENTICATED: {
    meaning:
      'The access token is missing where one is needed, or it cannot be used: malformed, expired, not for this server, or its session has ended.',
    remedy: 'Refresh the access token, or sign in again.',
  },
  FORBIDDEN: {
    meaning: 'Whoever asks may not do this. Nothing was done.',
    remedy: 'Sign in as somebody who may; `viewer { scopes }` says what the token allows.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    meaning: 'The operation selects something that the token does not allow. It is null; the rest is right.',
    remedy: 'Leave it out, or sign in as somebody who may see it.',
  },
  TOO_MANY_CONNECTIONS: {
    meaning: 'The address or the account has as many connections or subscriptions open as it may have.',
    remedy: 'Close those that are not needed; put several subscriptions on one WebSocket.',
  },
  SUBSCRIPTION_SCHEMA_RELOAD: {
    meaning: 'The subscription was ended because the schema was replaced.',
    remedy: 'Subscribe again, with the id of the last event as `since`.',
  },
  SUBSCRIBER_TOO_SLOW: {
    meaning: 'The subscription was ended because its client read slower than events came.',
    remedy: 'Subscribe again, with the id of the last event as `since`; ask for less, or filter more.',
  },
  EVENTS_MISSED: {
    meaning: 'The events since the one given as `since` cannot be given any more: they are too old or too many.',
    remedy: 'Query what is shown anew, and subscribe without `since`.',
  },
  EVENTS_UNAVAILABLE: {
    meaning: 'Events do not arrive at this server at the moment.',
    remedy: 'Subscribe again after a moment.',
  },
  SUBGRAPH_UNAVAILABLE: {
    meaning: 'A part of the graph did not answer in time or at all. Its fields are null; the others are right.',
    remedy: 'Show what came, and ask for the rest again later; send a mutation again with the same idempotency key.',
  },
  SHUTTING_DOWN: {
    meaning: 'The server is stopping and takes no new requests.',
    remedy: 'Send the request again; another instance answers it.',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'Something broke on our side. `extensions.requestId` finds it in the logs.',
    remedy: 'Try again later; report it with the request id if it stays.',
  },
} as const satisfies Record<string, ErrorDescription>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;

/** Whether a value is a code of the catalogue. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCatalogue, value);
}
