import type { Viewer } from '@reelhouse/auth';

/** Which members of the staff somebody sees: all of them, or those of one store; none if that is null. */
export interface StaffSeen {
  readonly all: boolean;
  readonly storeId: number | null;
}

/** Somebody of the staff, as far as it matters who they are. */
export interface Member {
  readonly staffId: number;
  readonly storeId: number;
}

/** Why somebody may not note that a member has left or come back. */
export type StaffRefusal = 'not_a_manager' | 'unknown' | 'themself';

/** Staff see those whom they work with, former ones too; nobody else sees who works for the chain. Stores are public. */
export function staffSeenBy(viewer: Viewer): StaffSeen {
  return { all: viewer.kind === 'service', storeId: viewer.kind === 'staff' ? viewer.storeId : null };
}

/** Whether somebody decides who works for the chain: a manager does, for their store. */
export function managesStaff(viewer: Viewer): boolean {
  return viewer.kind === 'service' || (viewer.kind === 'staff' && viewer.isManager);
}

/**
 * Why somebody may not note that a member has left, if so; undefined if they may. A member of another store is as unknown to
 * a manager as one who is not there.
 */
export function refusalToDeactivate(viewer: Viewer, member: Member | undefined): StaffRefusal | undefined {
  const refusal = refusalToReactivate(viewer, member);
  if (refusal) return refusal;
  // Nobody else could let them in again.
  return viewer.kind === 'staff' && viewer.staffId === member?.staffId ? 'themself' : undefined;
}

/** Why somebody may not note that a former member has come back: see `refusalToDeactivate`. */
export function refusalToReactivate(viewer: Viewer, member: Member | undefined): StaffRefusal | undefined {
  if (!managesStaff(viewer)) return 'not_a_manager';
  const { all, storeId } = staffSeenBy(viewer);
  return member && (all || member.storeId === storeId) ? undefined : 'unknown';
}
