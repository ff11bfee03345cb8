import { badUserInput } from '@reelhouse/errors';

const longestText = 100;

/**
 * The pattern of LIKE for texts that have another text in them. The text is taken letter by letter: `%`, `_` and `\` in
 * it stand for themselves.
 *
 * @param argument the argument that the text came in.
 * @throws `BAD_USER_INPUT` that names the argument, if the text is empty, longer than 100 characters, or holds a NUL.
 */
export function containing(argument: string, text: string): string {
  return `%${literal(argument, text)}%`;
}

/** The pattern of LIKE for texts that begin with another text: see `containing`. */
export function beginningWith(argument: string, text: string): string {
  return `${literal(argument, text)}%`;
}

function literal(argument: string, text: string): string {
  return checkText(argument, text).replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

/**
 * A text that a list is filtered by, as it is.
 *
 * @throws `BAD_USER_INPUT` that names the argument, if the text is empty, longer than 100 characters, or holds a NUL.
 */
export function checkText(argument: string, text: string): string {
  if (text.length === 0 || text.length > longestText || text.includes('\0')) {
    throw badUserInput(argument, `must have 1 to ${longestText} characters`);
  }
  return text;
}
