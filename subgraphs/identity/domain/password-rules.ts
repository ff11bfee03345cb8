import { userError, type UserError } from '@reelhouse/errors';
import { commonPasswords } from './common-passwords.ts';

/** How long a new password may be, in characters (code points), as NIST SP 800-63B has it. Nothing is said of what it holds. */
export const passwordLength = { min: 8, max: 128 } as const;

/** What is longer is refused before it costs anything: in bytes of UTF-8. */
const largestPassword = 1024;

/** Whether a text is larger than any password can be. No work may be done for one that is. */
export function isOversized(password: string): boolean {
  return password.length > largestPassword || Buffer.byteLength(password) > largestPassword;
}

/**
 * Why a password cannot be set; empty if it can.
 *
 * @param names what whoever guesses would try first: the login name, as it is written and as it is found.
 * @param path the field of the input, such as `input.newPassword`.
 */
export function passwordRefusals(password: string, names: readonly string[], path: string): UserError[] {
  const problem = passwordProblem(password, names);
  return problem === undefined ? [] : [userError('PASSWORD_UNUSABLE', path, problem)];
}

function passwordProblem(password: string, names: readonly string[]): string | undefined {
  const length = isOversized(password) ? Infinity : Array.from(password).length;
  if (length < passwordLength.min) return `A password has at least ${passwordLength.min} characters.`;
  if (length > passwordLength.max) return `A password has at most ${passwordLength.max} characters.`;
  const folded = foldPassword(password);
  const guessed = names.flatMap((name) => [name, name.slice(0, Math.max(name.lastIndexOf('@'), 0))]).map(foldPassword);
  if (guessed.includes(folded)) return 'The login name cannot be the password.';
  if (commonPasswords.has(folded)) return 'This password is one of those that are guessed first.';
  return undefined;
}

function foldPassword(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
