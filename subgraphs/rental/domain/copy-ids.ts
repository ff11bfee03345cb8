import { parseId } from '@reelhouse/database';
import { badUserInput } from '@reelhouse/errors';

/** How many copies one command takes at most. */
export const mostCopies = 25;

/**
 * The keys of the copies of a command, in the order of its input; undefined where no copy can have the id.
 *
 * @throws `BAD_USER_INPUT` if there are none, more than 25, or one twice: it is unclear then what is meant.
 */
export function parseCopyIds(ids: readonly string[]): (number | undefined)[] {
  const argument = 'input.copyIds';
  if (ids.length < 1 || ids.length > mostCopies) {
    throw badUserInput(argument, `must have from 1 to ${mostCopies} entries`);
  }
  if (new Set(ids).size < ids.length) throw badUserInput(argument, 'must have each copy once');
  return ids.map((id) => parseId(id, argument));
}

/** Those keys that a copy may have. */
export function knownKeys(keys: readonly (number | undefined)[]): number[] {
  return keys.filter((key) => key !== undefined);
}
