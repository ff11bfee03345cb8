import { GraphQLError, type ExecutionResult } from 'graphql';
import { clientError, maskError, type ErrorCode } from '@reelhouse/errors';

/** Why a stream ended: a code that its client got, or that its client left, or that there is nothing more to come. */
export type EndingCode = ErrorCode | 'RETURNED' | 'COMPLETE';

/** How a stream ends. One object serves all streams that end by it. */
export interface SubscriptionEnding {
  readonly code: EndingCode;
  /** The last result. */
  readonly last: ErrorResult | undefined;
  /** Whether what the client has not read yet is left out. */
  readonly dropsQueue: boolean;
}

/** A result without data. */
export interface ErrorResult extends ExecutionResult {
  readonly errors: readonly GraphQLError[];
}

/** The client has left. */
export const returned: SubscriptionEnding = { code: 'RETURNED', last: undefined, dropsQueue: true };

/** The subgraph has ended the subscription. */
export const completed: SubscriptionEnding = { code: 'COMPLETE', last: undefined, dropsQueue: false };

export const tooSlow = endingWith(
  'SUBSCRIBER_TOO_SLOW',
  'Events came faster than they were read. Subscribe again, with the id of the last event as `since`.',
  true,
);

export const eventsMissed = endingWith(
  'EVENTS_MISSED',
  'Not all events can be given. Query what is shown anew, and subscribe without `since`.',
);

export const eventsUnavailable = endingWith(
  'EVENTS_UNAVAILABLE',
  'Events do not arrive at this server at the moment. Subscribe again after a moment.',
);

export const tooManyStreams = endingWith(
  'TOO_MANY_CONNECTIONS',
  'You have as many subscriptions open as you may have. Close those that you do not need.',
);

export const tokenExpired = endingWith(
  'UNAUTHENTICATED',
  'The access token has expired. Refresh it, and subscribe again with the id of the last event as `since`.',
  true,
);

export const shuttingDown = endingWith('SHUTTING_DOWN', 'The server is stopping. Subscribe again.');

/** Ends a stream with an error. */
export function endingWith(code: ErrorCode, message: string, dropsQueue = false): SubscriptionEnding {
  return endingWithError(clientError(code, message), code, dropsQueue);
}

/** Ends a stream with an error that is there. */
export function endingWithError(error: GraphQLError, code: ErrorCode, dropsQueue = false): SubscriptionEnding {
  return { code, last: errorResult(error), dropsQueue };
}

/** Something broke: what a client is told of it. */
export function brokenResult(requestId?: string): ErrorResult {
  const { message, extensions } = maskError({ message: '', extensions: requestId === undefined ? {} : { requestId } });
  return errorResult(new GraphQLError(message, { extensions: extensions ?? {} }));
}

function errorResult(error: GraphQLError): ErrorResult {
  return Object.freeze({ errors: Object.freeze([error]) });
}
