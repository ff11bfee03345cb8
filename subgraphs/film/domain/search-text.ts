import { badUserInput } from '@reelhouse/errors';

const longestText = 200;

/**
 * Checks what somebody searches for. Any characters will do: what they mean is the search's business.
 *
 * @param argument the argument that the text came in.
 * @throws `BAD_USER_INPUT` that names the argument, if the text is empty, longer than 200 characters, or holds a NUL.
 */
export function parseSearchText(argument: string, text: string): string {
  if (text.length === 0 || text.length > longestText || text.includes('\0')) {
    throw badUserInput(argument, `must have 1 to ${longestText} characters`);
  }
  return text;
}
