import { userError, type UserError } from '@reelhouse/errors';
import type { StaffFacts } from './foreign-facts.ts';

/** Why a member of the staff may not do anything; empty if they may. */
export function staffRefusals(staff: StaffFacts | null): UserError[] {
  if (!staff) return [userError('STAFF_NOT_FOUND', 'input.staffId', 'There is no such member of the staff.')];
  if (staff.active) return [];
  return [userError('STAFF_INACTIVE', 'input.staffId', 'This member of the staff does not work here any more.')];
}
