import { viewerOf, type Identity, type Viewer } from '@reelhouse/auth';
import { parseId } from '@reelhouse/database';
import { badUserInput, userError, type UserError } from '@reelhouse/errors';
import type { CommandInput } from './command.ts';
import type { StaffFacts } from './foreign-facts.ts';
import { rowPolicyOf, type RowPolicy } from './row-policy.ts';

/** Who gives a command, and for which member of the staff. */
export interface Acting {
  /** Whose idempotency key it is. */
  readonly caller: string;
  readonly viewer: Viewer;
  /** The member's key; undefined if no member can have the id that a service names. */
  readonly staffId: number | undefined;
}

/** Why a command is not done for whoever gives it. */
export interface NotActing {
  readonly userErrors: readonly UserError[];
}

/**
 * Finds out who acts: the member of the staff who has signed in. A part of the chain that works by itself says for whom.
 * Nothing was read then, so a refusal tells nothing of what there is.
 *
 * @throws `BAD_USER_INPUT` for a service that names nobody, and for a text that is far too long to be an id.
 */
export function actingStaff(identity: Identity | undefined, { staffId: given }: CommandInput): Acting | NotActing {
  const viewer = viewerOf(identity);
  const named = given == null ? undefined : parseId(given, 'input.staffId');
  if (identity && viewer.kind === 'service') {
    if (given == null) throw badUserInput('input.staffId', 'must be given by who has not signed in as a member');
    return { caller: identity.subject, viewer, staffId: named };
  }
  if (!identity || viewer.kind !== 'staff') {
    return { userErrors: [userError('FORBIDDEN', 'input', 'Only the staff may do this.')] };
  }
  if (given != null && named !== viewer.staffId) {
    return { userErrors: [userError('FORBIDDEN', 'input.staffId', 'Nobody acts for another member of the staff.')] };
  }
  return { caller: identity.subject, viewer, staffId: viewer.staffId };
}

/**
 * Which copies a command may tell of: those that whoever gives it may see. A member may have gone to another store since
 * they signed in; where they work now counts.
 */
export function commandPolicy(viewer: Viewer, staff: StaffFacts | null): RowPolicy {
  return rowPolicyOf(viewer.kind === 'staff' && staff ? { ...viewer, storeId: staff.storeId } : viewer);
}

/** What takes a copy whichever store it belongs to. */
export const anyCopy: RowPolicy = rowPolicyOf({ kind: 'service' });
