import { loadExisting } from '@reelhouse/subgraph';
import type { Context } from '../context.ts';
import type { StaffResult } from '../domain/deactivate-staff.ts';

/** The payload of a command that changed a member of the staff. */
export const staffPayload = {
  staff: ({ staffId }: StaffResult, _args: object, { changedStaff }: Context) =>
    staffId === null ? null : loadExisting(changedStaff, staffId),
};
