import { parseId } from '@reelhouse/database';
import { userError, type UserError } from '@reelhouse/errors';
import { runIdempotent } from '@reelhouse/idempotency';
import type { TransferCopyInput } from '../generated/resolvers.ts';
import { lockCopies, type CopyState } from '../store/copy.ts';
import { actingStaff, commandPolicy } from './acting-staff.ts';
import { askAhead } from './ask-ahead.ts';
import { callOf, type CommandServices, type CopiesResult } from './command.ts';
import { whereabouts } from './copy-status.ts';
import { factOf, staffFacts, storeFacts, type StaffFacts } from './foreign-facts.ts';
import { moveAndTell } from './move-copies.ts';
import { staffRefusals } from './staff-refusals.ts';

/** What is known when it is decided whether a copy may be sent. */
interface TransferFacts {
  readonly copy: CopyState | undefined;
  readonly toStore: { readonly id: number } | null;
  readonly staff: StaffFacts | null;
}

const path = 'input.copyId';

/** Every reason why the copy may not be sent; empty if it may. */
export function transferRefusals({ copy, toStore, staff }: TransferFacts): UserError[] {
  const refusals = staffRefusals(staff);
  if (!toStore) refusals.push(userError('STORE_NOT_FOUND', 'input.toStoreId', 'There is no such store.'));
  if (!copy) return [...refusals, userError('COPY_NOT_FOUND', path, 'There is no such copy.')];
  refusals.push(...sendRefusals(copy, staff));
  const { id, storeId } = copy;
  if (toStore?.id === storeId) {
    refusals.push(userError('SAME_STORE', 'input.toStoreId', `Copy ${id} belongs to store ${storeId} already.`));
  }
  return refusals;
}

/** Every reason of the copy itself why a member of the staff may not send it anywhere; empty if they may. */
export function sendRefusals({ id, status, storeId }: CopyState, staff: StaffFacts | null): UserError[] {
  const refusals: UserError[] = [];
  if (status !== 'on_shelf') refusals.push(userError('COPY_NOT_ON_SHELF', path, `Copy ${id} ${whereabouts[status]}.`));
  if (staff && staff.storeId !== storeId) {
    refusals.push(userError('OTHER_STORE', path, `Copy ${id} belongs to store ${storeId}, which has to send it.`));
  }
  return refusals;
}

/**
 * Sends a copy to another store. It belongs to the store that sent it until it is received.
 *
 * @throws `SUBGRAPH_UNAVAILABLE` if a fact cannot be had, and what `runIdempotent` throws. Nothing was done then.
 */
export async function transferCopy(services: CommandServices, input: TransferCopyInput): Promise<CopiesResult> {
  const { sql, clock, entities, identity, onPoint, traceparent } = services;
  const acting = actingStaff(identity, input);
  if ('userErrors' in acting) return { copyIds: null, userErrors: acting.userErrors };
  const { staffId, viewer } = acting;
  const copyId = parseId(input.copyId, 'input.copyId');
  const toStoreId = parseId(input.toStoreId, 'input.toStoreId');
  const facts = await askAhead(
    Promise.all([factOf(entities, storeFacts, toStoreId), factOf(entities, staffFacts, staffId)]),
  );
  await onPoint?.('asked');

  return runIdempotent(sql, callOf('transferCopy', input, clock, acting), async (tx) => {
    const [toStore, staff] = facts();
    const [copy] = copyId === undefined ? [] : await lockCopies(tx, [copyId], commandPolicy(viewer, staff));
    const refusals = transferRefusals({ copy, toStore, staff });
    if (refusals.length > 0 || !copy || staffId === undefined) return { copyIds: null, userErrors: refusals };
    await onPoint?.('checked');
    await moveAndTell(tx, [{ before: copy, status: 'in_transit', destinationStoreId: toStoreId }], {
      reason: 'sent',
      staffId,
      commandKey: input.idempotencyKey,
      at: clock.now(),
      traceparent,
    });
    return { copyIds: [copy.id], userErrors: [] };
  });
}
