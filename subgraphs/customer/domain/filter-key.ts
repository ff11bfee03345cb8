import { parseId } from '@reelhouse/database';

const noRow = 0;

/**
 * The key of a row behind an id that a list is filtered by; a key of no row for an id that none can have.
 *
 * @throws `BAD_USER_INPUT` that names the argument: an id that is far too long.
 */
export function filterKey(argument: string, id: string | null | undefined): number | undefined {
  return id == null ? undefined : (parseId(id, argument) ?? noRow);
}
