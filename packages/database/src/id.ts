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

/** A key that no row has. */
const noRow = 0;

/**
 * The integer key that a list is filtered by; `undefined` if it is not. An id that no row can have finds nothing, as an
 * unknown one does.
 *
 * @param argument the field of the filter that the id came in, such as `filter.storeId`.
 * @throws `BAD_USER_INPUT` that names it, if the text is far too long to be an id.
 */
export function filterKey(argument: string, id: string | null | undefined): number | undefined {
  return id == null ? undefined : (parseId(id, argument) ?? noRow);
}
