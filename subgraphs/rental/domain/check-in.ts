import { recordEvents } from '@reelhouse/events';
import { runIdempotent } from '@reelhouse/idempotency';
import { rentalReturned } from '../events.ts';
import type { CheckInInput } from '../generated/resolvers.ts';
import { lockCopies } from '../store/copy.ts';
import { endRentals, latestRentals } from '../store/rental.ts';
import { actingStaff, anyCopy } from './acting-staff.ts';
import { askAhead } from './ask-ahead.ts';
import { callOf, type CommandServices, type RentalsResult } from './command.ts';
import { knownKeys, parseCopyIds } from './copy-ids.ts';
import { afterReturn, checkInRefusals } from './decide-check-in.ts';
import { factOf, staffFacts } from './foreign-facts.ts';
import { moveAndTell } from './move-copies.ts';

/**
 * Takes copies back: all of them, or none. Any member of the staff takes back the copies of any store, and is told of them.
 *
 * @throws `BAD_USER_INPUT` for copies that are not 1 to 25 different ones, `SUBGRAPH_UNAVAILABLE` if a fact cannot be had,
 *   and what `runIdempotent` throws. Nothing was done then.
 */
export async function checkIn(services: CommandServices, input: CheckInInput): Promise<RentalsResult> {
  const { sql, clock, entities, identity, onPoint, traceparent } = services;
  const acting = actingStaff(identity, input);
  if ('userErrors' in acting) return { rentalIds: null, userErrors: acting.userErrors };
  const { staffId } = acting;
  const keys = parseCopyIds(input.copyIds);
  const facts = await askAhead(factOf(entities, staffFacts, staffId));
  await onPoint?.('asked');

  return runIdempotent(sql, callOf('checkIn', input, clock, acting), async (tx) => {
    const staff = facts();
    const locked = new Map((await lockCopies(tx, knownKeys(keys), anyCopy)).map((copy) => [copy.id, copy]));
    const copies = keys.map((key) => (key === undefined ? undefined : locked.get(key)));
    const rentals = new Map((await latestRentals(tx, [...locked.keys()])).map((rental) => [rental.copyId, rental]));
    const refusals = checkInRefusals({ copies, rentals, staff });
    if (refusals.length > 0 || !staff || staffId === undefined) return { rentalIds: null, userErrors: refusals };
    await onPoint?.('checked');

    const now = clock.now();
    const returned = copies.flatMap((copy) => {
      const rental = copy && rentals.get(copy.id);
      return rental ? [{ copy, rental }] : [];
    });
    const endedAt = await endRentals(
      tx,
      returned.map(({ rental }) => rental.id),
      now,
    );
    await Promise.all([
      moveAndTell(
        tx,
        returned.map(({ copy }) => afterReturn(copy, staff)),
        {
          reason: 'checked in',
          staffId,
          commandKey: input.idempotencyKey,
          rentals: new Map(returned.map(({ copy, rental }) => [copy.id, rental.id])),
          at: now,
          traceparent,
        },
      ),
      recordEvents(
        tx,
        rentalReturned,
        returned.map(({ copy, rental }) => ({
          aggregateId: rental.id,
          occurredAt: now,
          traceparent,
          payload: {
            rentalId: rental.id,
            copyId: copy.id,
            filmId: copy.filmId,
            storeId: rental.storeId,
            customerId: rental.customerId,
            rentedAt: rental.rentalDate.toISOString(),
            dueAt: rental.dueAt.toISOString(),
            returnedAt: (endedAt.get(rental.id) ?? now).toISOString(),
            staffId,
            returnedToStoreId: staff.storeId,
          },
        })),
      ),
    ]);
    return { rentalIds: returned.map(({ rental }) => rental.id), userErrors: [] };
  });
}
