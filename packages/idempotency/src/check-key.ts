import { badUserInput } from '@reelhouse/errors';

/** The longest idempotency key, in characters (UTF-16 code units). */
export const longestIdempotencyKey = 128;

/**
 * Refuses a key that cannot be one.
 *
 * @param argument the argument that the key came in.
 * @throws `BAD_USER_INPUT` that names it, for a key that is blank, longer than 128 characters, or holds control
 *   characters or half a surrogate pair (which PostgreSQL would not keep apart from others).
 */
export function checkIdempotencyKey(key: string, argument = 'input.idempotencyKey'): void {
  if (key.trim() === '') throw badUserInput(argument, 'must not be empty');
  if (key.length > longestIdempotencyKey) {
    throw badUserInput(argument, `must be at most ${longestIdempotencyKey} characters long`);
  }
  if (/[\p{Cc}\p{Cs}]/u.test(key)) throw badUserInput(argument, 'must not hold control characters');
}
