import { GraphQLError, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { maskError } from '@reelhouse/errors';
import type { Logger } from '@reelhouse/logging';
import { isToBeLogged } from '../error-log.ts';

/** Whom a result is sent to. */
export interface Listener {
  readonly requestId: string;
  readonly log: Logger;
}

/** What a client gets of a result. */
export interface SharedResult {
  readonly result: FormattedExecutionResult;
  /** The same as JSON. */
  readonly json: string;
}

/**
 * One result goes to any number of listeners as the same object: it is masked, logged and put into words for the first of
 * them. An error that is masked carries the request id of that one, by which it is found in the log.
 */
export class SharedResults {
  readonly #shared = new WeakMap<ExecutionResult, SharedResult>();

  of(result: ExecutionResult, listener: Listener): SharedResult {
    const known = this.#shared.get(result);
    if (known) return known;
    const { errors, data, extensions } = result;
    const formatted: FormattedExecutionResult = {
      ...(errors && { errors: errors.map((error) => formattedError(error, listener)) }),
      ...(data !== undefined && { data }),
      ...(extensions && { extensions }),
    };
    const shared = { result: formatted, json: JSON.stringify(formatted) };
    this.#shared.set(result, shared);
    return shared;
  }
}

/** An error as a client is told of it; what it is not told is logged. */
export function formattedError(error: unknown, { requestId, log }: Listener): GraphQLFormattedError {
  const thrown = error instanceof GraphQLError ? error : brokenOff(error);
  if (!isToBeLogged(thrown)) return maskError(thrown.toJSON(), thrown);
  log.error({ err: thrown.originalError ?? thrown, path: thrown.path?.join('.') }, 'a live result has an error');
  const formatted = thrown.toJSON();
  return maskError({ ...formatted, extensions: { ...formatted.extensions, requestId } }, thrown);
}

function brokenOff(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
