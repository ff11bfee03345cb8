import type { UserErrorCode } from './user-error-catalogue.ts';

/** An expected refusal, as the payload of a mutation holds it. */
export interface UserError {
  readonly code: UserErrorCode;
  /** For people: what is wrong and what to do. */
  readonly message: string;
  /** The field of the input that is meant, such as `['input', 'copyIds', '1']`. */
  readonly path: readonly string[];
}

/**
 * An expected refusal.
 *
 * @param path the field of the input that is meant, with dots: `input.copyIds.1`.
 */
export function userError(code: UserErrorCode, path: string, message: string): UserError {
  return { code, message, path: path.split('.') };
}
