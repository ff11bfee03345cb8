import { parseId } from '@reelhouse/database';

const noRow = 0;

/**
 * The key of the rows that an id of a filter asks for, 0 for an id that no row can have; `undefined` if it was not given.
 *
 * @param argument the argument that the id came in.
 * @throws `BAD_USER_INPUT` that names the argument: a text that is far too long to be an id.
 */
export function filterKey(argument: string, id: string | null | undefined): number | undefined {
  return id == null ? undefined : (parseId(id, argument) ?? noRow);
}
