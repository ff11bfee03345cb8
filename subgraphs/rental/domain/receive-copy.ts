import { parseId } from '@reelhouse/database';
import { userError, type UserError } from '@reelhouse/errors';
import { runIdempotent } from '@reelhouse/idempotency';
import type { ReceiveCopyInput } from '../generated/resolvers.ts';
import { lockCopies, type CopyState } from '../store/copy.ts';
import { actingStaff, commandPolicy } from './acting-staff.ts';
import { askAhead } from './ask-ahead.ts';
import { callOf, type CommandServices, type CopiesResult } from './command.ts';
import { whereabouts } from './copy-status.ts';
import { destinationOf } from './destination.ts';
import { factOf, staffFacts, type StaffFacts } from './foreign-facts.ts';
import { moveAndTell } from './move-copies.ts';
import { staffRefusals } from './staff-refusals.ts';

/** Every reason why the copy may not be received; empty if it may. */
export function receiveRefusals(copy: CopyState | undefined, staff: StaffFacts | null): UserError[] {
  const refusals = staffRefusals(staff);
  const path = 'input.copyId';
  if (!copy) return [...refusals, userError('COPY_NOT_FOUND', path, 'There is no such copy.')];
  const destination = destinationOf(copy);
  if (destination === null) {
    return [...refusals, userError('COPY_NOT_IN_TRANSIT', path, `Copy ${copy.id} ${whereabouts[copy.status]}.`)];
  }
  if (staff && staff.storeId !== destination) {
    refusals.push(
      userError('OTHER_STORE', path, `Copy ${copy.id} goes to store ${destination}, which has to receive it.`),
    );
  }
  return refusals;
}

/**
 * Puts a copy that was in transit on the shelf of the store that it was sent to, to which it belongs from then on.
 *
 * @throws `SUBGRAPH_UNAVAILABLE` if a fact cannot be had, and what `runIdempotent` throws. Nothing was done then.
 */
export async function receiveCopy(services: CommandServices, input: ReceiveCopyInput): Promise<CopiesResult> {
  const { sql, clock, entities, identity, onPoint, traceparent } = services;
  const acting = actingStaff(identity, input);
  if ('userErrors' in acting) return { copyIds: null, userErrors: acting.userErrors };
  const { staffId, viewer } = acting;
  const copyId = parseId(input.copyId, 'input.copyId');
  const facts = await askAhead(factOf(entities, staffFacts, staffId));
  await onPoint?.('asked');

  return runIdempotent(sql, callOf('receiveCopy', input, clock, acting), async (tx) => {
    const staff = facts();
    const [copy] = copyId === undefined ? [] : await lockCopies(tx, [copyId], commandPolicy(viewer, staff));
    const refusals = receiveRefusals(copy, staff);
    if (refusals.length > 0 || !copy || !staff || staffId === undefined) return { copyIds: null, userErrors: refusals };
    await onPoint?.('checked');
    await moveAndTell(tx, [{ before: copy, status: 'on_shelf', storeId: staff.storeId }], {
      reason: 'received',
      staffId,
      commandKey: input.idempotencyKey,
      at: clock.now(),
      traceparent,
    });
    return { copyIds: [copy.id], userErrors: [] };
  });
}
