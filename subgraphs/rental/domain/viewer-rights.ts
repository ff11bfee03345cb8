import type { Viewer } from '@reelhouse/auth';
import type { CopyState } from '../store/copy.ts';
import type { RentalRow } from '../store/rental.ts';
import { checkInRefusals } from './decide-check-in.ts';
import { handOutRefusals } from './decide-check-out.ts';
import type { StaffFacts } from './foreign-facts.ts';
import { receiveRefusals } from './receive-copy.ts';
import { staffRefusals } from './staff-refusals.ts';
import { sendRefusals } from './transfer-copy.ts';

// What a viewer may do with a row, by the rules of the commands themselves: as far as who asks and the row decide it.

/** Whether `checkIn` would take back the copy of a rental. */
export function viewerCanCheckIn(viewer: Viewer, rental: RentalRow): boolean {
  const copy = { id: rental.copyId };
  const rentals = new Map([[copy.id, rental]]);
  return checkInRefusals({ copies: [copy], rentals, staff: memberOf(viewer) }).length === 0;
}

/** Whether `checkOut` would hand out a copy. */
export function viewerCanCheckOut(viewer: Viewer, copy: CopyState): boolean {
  const staff = memberOf(viewer);
  return staffRefusals(staff).length === 0 && handOutRefusals(copy, staff).length === 0;
}

/** Whether `transferCopy` would send a copy. */
export function viewerCanTransfer(viewer: Viewer, copy: CopyState): boolean {
  const staff = memberOf(viewer);
  return staffRefusals(staff).length === 0 && sendRefusals(copy, staff).length === 0;
}

/** Whether `receiveCopy` would receive a copy. */
export function viewerCanReceive(viewer: Viewer, copy: CopyState): boolean {
  return receiveRefusals(copy, memberOf(viewer)).length === 0;
}

/** The member of the staff that a viewer is: whose session has not ended works here. A service is none. */
function memberOf(viewer: Viewer): StaffFacts | null {
  return viewer.kind === 'staff' ? { active: true, storeId: viewer.storeId } : null;
}
