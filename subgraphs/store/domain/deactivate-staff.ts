import type { Viewer } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import { parseId, type Sql } from '@reelhouse/database';
import { userError, type UserError, type UserErrorCode } from '@reelhouse/errors';
import { recordEvent } from '@reelhouse/events';
import { runIdempotent } from '@reelhouse/idempotency';
import { staffChanged } from '../events.ts';
import { lockStaff, updateStaffActive } from '../store/staff-standing.ts';
import { managesStaff, refusalToDeactivate, refusalToReactivate, type StaffRefusal } from './access-policy.ts';

/** What a command works with. */
export interface CommandServices {
  readonly sql: Sql;
  readonly clock: Clock;
  /** For whom it is done. */
  readonly viewer: Viewer;
  /** Who that is: the `sub` of their token. Keys of different callers have nothing to do with each other. */
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
 * Notes that a member of the staff does not work for the chain any more: whoever has signed in loses access. Managers do so
 * for those of their store, but not for themselves.
 *
 * @throws what `runIdempotent` throws. Nothing was done then.
 */
export function deactivateStaff(services: CommandServices, input: StaffInput): Promise<StaffResult> {
  return setActive(services, { command: 'deactivateStaff', active: false, refusalOf: refusalToDeactivate }, input);
}

/** Notes that a former member of the staff works for the chain again: see `deactivateStaff`. */
export function reactivateStaff(services: CommandServices, input: StaffInput): Promise<StaffResult> {
  return setActive(services, { command: 'reactivateStaff', active: true, refusalOf: refusalToReactivate }, input);
}

/** What the two commands differ in. */
interface StandingCommand {
  readonly command: string;
  readonly active: boolean;
  readonly refusalOf: typeof refusalToDeactivate;
}

async function setActive(
  { sql, clock, viewer, caller, traceparent }: CommandServices,
  { command, active, refusalOf }: StandingCommand,
  input: StaffInput,
): Promise<StaffResult> {
  const staffId = parseId(input.staffId, 'input.staffId');
  // Nothing is kept for whoever may not do it at all, and a former manager is not answered what was done before.
  if (!managesStaff(viewer)) return refused('not_a_manager');
  return runIdempotent(sql, { command, caller, key: input.idempotencyKey, input, clock }, async (tx) => {
    const member = staffId === undefined ? undefined : await lockStaff(tx, staffId);
    const refusal = refusalOf(viewer, member);
    if (refusal || !member) return refused(refusal ?? 'unknown');
    if (member.active !== active) {
      const at = clock.now();
      await updateStaffActive(tx, member.staffId, active, at);
      await recordEvent(tx, staffChanged, {
        aggregateId: member.staffId,
        occurredAt: at,
        payload: { ...member, active, actor: caller },
        ...(traceparent !== undefined && { traceparent }),
      });
    }
    return { staffId: member.staffId, userErrors: [] };
  });
}

const refusals: Readonly<Record<StaffRefusal, readonly [UserErrorCode, string]>> = {
  not_a_manager: ['FORBIDDEN', 'A manager decides who works in their store.'],
  unknown: ['STAFF_NOT_FOUND', 'There is no such member of the staff.'],
  themself: ['FORBIDDEN', 'Nobody deactivates themself.'],
};

function refused(refusal: StaffRefusal): StaffResult {
  const [code, message] = refusals[refusal];
  return { staffId: null, userErrors: [userError(code, 'input.staffId', message)] };
}
