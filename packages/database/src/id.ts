import { badUserInput } from '@reelhouse/errors';

const largestId = 2_147_483_647;
const longestId = 64;

/**
 * The integer key behind an `ID` of the graph, or `undefined` if no row can have it: an id that we never gave out is
 * an unknown one, not an error.
 *
 * @param argument the argument that the id came in, for the refusal of a text that is far too long to be an id.
 * @throws `BAD_USER_INPUT` that names the argument.
 */
export function parseId(id: string, argument = 'id'): number | undefined {
  if (id.length > longestId) throw badUserInput(argument, `must be at most ${longestId} characters long`);
  if (!/^[1-9]\d{0,9}$/.test(id)) return undefined;
  const key = Number(id);
  return key <= largestId ? key : undefined;
}
