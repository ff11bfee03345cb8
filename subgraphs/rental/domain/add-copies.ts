import { parseId } from '@reelhouse/database';
import { badUserInput, userError, type UserError } from '@reelhouse/errors';
import { recordEvents } from '@reelhouse/events';
import { runIdempotent } from '@reelhouse/idempotency';
import { copyAdded } from '../events.ts';
import type { AddCopiesInput } from '../generated/resolvers.ts';
import { insertCopies } from '../store/copy.ts';
import { actingStaff } from './acting-staff.ts';
import { askAhead } from './ask-ahead.ts';
import { callOf, type CommandServices, type CopiesResult } from './command.ts';
import { factOf, filmFacts, staffFacts, storeFacts, type FilmFacts, type StaffFacts } from './foreign-facts.ts';
import { staffRefusals } from './staff-refusals.ts';

const mostAdded = 100;

/** What is known when it is decided whether copies may be added. */
interface AddCopiesFacts {
  readonly film: FilmFacts | null;
  readonly store: { readonly id: number } | null;
  readonly staff: StaffFacts | null;
}

/** Every reason why copies may not be added; empty if they may. */
export function addCopiesRefusals({ film, store, staff }: AddCopiesFacts): UserError[] {
  const refusals = staffRefusals(staff);
  if (!film) refusals.push(userError('FILM_NOT_FOUND', 'input.filmId', 'There is no such film.'));
  if (!store) refusals.push(userError('STORE_NOT_FOUND', 'input.storeId', 'There is no such store.'));
  if (store && staff && store.id !== staff.storeId) {
    refusals.push(userError('OTHER_STORE', 'input.storeId', `Copies of store ${store.id} are added by its own staff.`));
  }
  return refusals;
}

/**
 * Adds copies of a film to the shelf of a store.
 *
 * @throws `BAD_USER_INPUT` for a count that is not 1 to 100, `SUBGRAPH_UNAVAILABLE` if a fact cannot be had, and what
 *   `runIdempotent` throws. Nothing was done then.
 */
export async function addCopies(services: CommandServices, input: AddCopiesInput): Promise<CopiesResult> {
  const { sql, clock, entities, identity, onPoint, traceparent } = services;
  const acting = actingStaff(identity, input);
  if ('userErrors' in acting) return { copyIds: null, userErrors: acting.userErrors };
  const { staffId } = acting;
  const { count, idempotencyKey } = input;
  if (count < 1 || count > mostAdded) throw badUserInput('input.count', `must be from 1 to ${mostAdded}`);
  const filmId = parseId(input.filmId, 'input.filmId');
  const storeId = parseId(input.storeId, 'input.storeId');
  const facts = await askAhead(
    Promise.all([
      factOf(entities, filmFacts, filmId),
      factOf(entities, storeFacts, storeId),
      factOf(entities, staffFacts, staffId),
    ]),
  );
  await onPoint?.('asked');

  return runIdempotent(sql, callOf('addCopies', input, clock, acting), async (tx) => {
    const [film, store, staff] = facts();
    const refusals = addCopiesRefusals({ film, store, staff });
    if (refusals.length > 0 || filmId === undefined || storeId === undefined || staffId === undefined) {
      return { copyIds: null, userErrors: refusals };
    }
    const at = clock.now();
    const movement = { reason: 'added', staffId, commandKey: idempotencyKey, at } as const;
    const copyIds = await insertCopies(tx, { filmId, storeId, count }, movement);
    await recordEvents(
      tx,
      copyAdded,
      copyIds.map((copyId) => ({
        aggregateId: copyId,
        occurredAt: at,
        traceparent,
        payload: { copyId, filmId, storeId, status: 'on_shelf', at: at.toISOString() },
      })),
    );
    return { copyIds, userErrors: [] };
  });
}
