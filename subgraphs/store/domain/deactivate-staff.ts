import type { Clock } from '@reelhouse/clock';
import { parseId, type Sql } from '@reelhouse/database';
import { userError, type UserError } from '@reelhouse/errors';
import { recordEvent } from '@reelhouse/events';
import { runIdempotent } from '@reelhouse/idempotency';
import { staffChanged } from '../events.ts';
import { lockStaff, updateStaffActive } from '../store/staff-standing.ts';

/** What a command works with. */
export interface CommandServices {
  readonly sql: Sql;
  readonly clock: Clock;
  /** Who calls: keys of different callers have nothing to do with each other. */
  readonly caller: string;
  /** The W3C trace that the command belongs to. */
  readonly traceparent?: string | undefined;
}

/** Which member of the staff is meant. */
export interface StaffInput {
  readonly idempotencyKey: string;
  readonly staffId: string;
}

/** The member that a command changed, by the key; null if it was refused. */
export interface StaffResult {
  readonly staffId: number | null;
  readonly userErrors: readonly UserError[];
}

/**
 * Notes that a member of the staff does not work for the chain any more: whoever has signed in loses access.
 *
 * @throws what `runIdempotent` throws. Nothing was done then.
 */
export function deactivateStaff(services: CommandServices, input: StaffInput): Promise<StaffResult> {
  return setActive(services, 'deactivateStaff', input, false);
}

/** Notes that a former member of the staff works for the chain again: see `deactivateStaff`. */
export function reactivateStaff(services: CommandServices, input: StaffInput): Promise<StaffResult> {
  return setActive(services, 'reactivateStaff', input, true);
}

async function setActive(
  { sql, clock, caller, traceparent }: CommandServices,
  command: string,
  input: StaffInput,
  active: boolean,
): Promise<StaffResult> {
  const staffId = parseId(input.staffId, 'input.staffId');
  return runIdempotent(sql, { command, caller, key: input.idempotencyKey, input, clock }, async (tx) => {
    const member = staffId === undefined ? undefined : await lockStaff(tx, staffId);
    if (!member) {
      const refusal = userError('STAFF_NOT_FOUND', 'input.staffId', 'There is no such member of the staff.');
      return { staffId: null, userErrors: [refusal] };
    }
    if (member.active !== active) {
      const at = clock.now();
      await updateStaffActive(tx, member.staffId, active, at);
      await recordEvent(tx, staffChanged, {
        aggregateId: member.staffId,
        occurredAt: at,
        payload: { ...member, active },
        ...(traceparent !== undefined && { traceparent }),
      });
    }
    return { staffId: member.staffId, userErrors: [] };
  });
}
