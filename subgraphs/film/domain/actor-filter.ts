import { containing } from '@reelhouse/database';
import type { ActorFilter as ActorFilterInput } from '../generated/resolvers.ts';

/** Which actors to list, checked. A condition that is missing holds for every actor. */
export interface ActorFilter {
  /** A pattern of ILIKE for the given or the family name. */
  readonly namePattern?: string;
}

/**
 * Checks the `filter` argument of a list of actors.
 *
 * @throws `BAD_USER_INPUT` that names the field: a name that is empty or too long.
 */
export function parseActorFilter(input: ActorFilterInput | null | undefined): ActorFilter {
  return input?.name == null ? {} : { namePattern: containing('filter.name', input.name) };
}
