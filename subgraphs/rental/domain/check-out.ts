import { parseId } from '@reelhouse/database';
import { userError } from '@reelhouse/errors';
import { recordEvents } from '@reelhouse/events';
import { runIdempotent } from '@reelhouse/idempotency';
import { rentalRented } from '../events.ts';
import type { CheckOutInput } from '../generated/resolvers.ts';
import { findCopies, lockCopies, type CopyState } from '../store/copy.ts';
import { insertRentals } from '../store/rental.ts';
import { actingStaff, commandPolicy, type Acting } from './acting-staff.ts';
import { askAhead } from './ask-ahead.ts';
import { callOf, type CommandServices, type RentalsResult } from './command.ts';
import { knownKeys, parseCopyIds } from './copy-ids.ts';
import { checkOutRefusals, newRental } from './decide-check-out.ts';
import { customerFacts, factOf, filmFacts, staffFacts, type FilmFacts } from './foreign-facts.ts';
import { moveAndTell } from './move-copies.ts';
import { rowPolicyOf, type RowPolicy } from './row-policy.ts';

/**
 * Rents copies to a customer: all of them, or none.
 *
 * @throws `BAD_USER_INPUT` for copies that are not 1 to 25 different ones, `SUBGRAPH_UNAVAILABLE` if a fact cannot be had,
 *   and what `runIdempotent` throws. Nothing was done then.
 */
export async function checkOut(services: CommandServices, input: CheckOutInput): Promise<RentalsResult> {
  const { sql, clock, identity, onPoint, traceparent } = services;
  const acting = actingStaff(identity, input);
  if ('userErrors' in acting) return { rentalIds: null, userErrors: acting.userErrors };
  const { staffId } = acting;
  const keys = parseCopyIds(input.copyIds);
  const customerId = parseId(input.customerId, 'input.customerId');
  const facts = await askAhead(factsOf(services, acting, customerId, knownKeys(keys)));
  await onPoint?.('asked');

  return runIdempotent(sql, callOf('checkOut', input, clock, acting), async (tx) => {
    const { customer, staff, policy, found, films } = facts();
    const locked = new Map((await lockCopies(tx, found, policy)).map((copy) => [copy.id, copy]));
    const copies = keys.map((key) => (key === undefined ? undefined : locked.get(key)));
    const refusals = checkOutRefusals({ copies, films, customer, staff });
    if (refusals.length > 0 || customerId === undefined || staffId === undefined) {
      return { rentalIds: null, userErrors: refusals };
    }
    await onPoint?.('checked');

    // Now, rather than when the request came: a lock may have been waited for, and the rental before ended meanwhile.
    const now = clock.now();
    const wanted = copies.flatMap((copy) => {
      const film = copy && films.get(copy.filmId);
      return film ? [{ copy, film, rental: newRental(copy, film, { customerId, staffId }, now) }] : [];
    });
    const rentalIds = await insertRentals(
      tx,
      wanted.map(({ rental }) => rental),
    );
    const taken = wanted.flatMap(({ copy }, index) => (rentalIds.has(copy.id) ? [] : [takenMeanwhile(copy, index)]));
    if (taken.length > 0) return { rentalIds: null, userErrors: taken };

    await Promise.all([
      moveAndTell(
        tx,
        wanted.map(({ copy }) => ({ before: copy, status: 'rented' })),
        { reason: 'checked out', staffId, commandKey: input.idempotencyKey, rentals: rentalIds, at: now, traceparent },
      ),
      recordEvents(
        tx,
        rentalRented,
        wanted.map(({ copy, rental }) => ({
          aggregateId: rentalIds.get(copy.id) ?? 0,
          occurredAt: now,
          traceparent,
          payload: {
            rentalId: rentalIds.get(copy.id) ?? 0,
            copyId: copy.id,
            filmId: copy.filmId,
            storeId: rental.storeId,
            customerId,
            staffId,
            rentedAt: now.toISOString(),
            dueAt: rental.dueAt.toISOString(),
            priceMinor: rental.priceMinor,
            currency: rental.currency,
            durationDays: rental.durationDays,
            filmTitle: rental.filmTitle,
          },
        })),
      ),
    ]);
    return { rentalIds: wanted.map(({ copy }) => rentalIds.get(copy.id) ?? 0), userErrors: [] };
  });
}

/** What has to be known of the people and the films, and which copies the member may be told of. All are asked at once. */
async function factsOf(
  services: CommandServices,
  { staffId, viewer }: Acting,
  customerId: number | undefined,
  keys: readonly number[],
) {
  const { entities } = services;
  const atSignIn = rowPolicyOf(viewer);
  const [customer, staff, films] = await Promise.all([
    factOf(entities, customerFacts, customerId),
    factOf(entities, staffFacts, staffId),
    filmsOf(services, keys, atSignIn),
  ]);
  const policy = commandPolicy(viewer, staff);
  // Seldom: who has gone to another store since they signed in hands out the copies of that one.
  const moved = policy.storeId !== atSignIn.storeId;
  return { customer, staff, policy, ...(moved ? await filmsOf(services, keys, policy) : films) };
}

/** The copies that exist for somebody, and the facts of their films. Which film is on a copy does not change. */
async function filmsOf(
  { sql, entities }: CommandServices,
  keys: readonly number[],
  policy: RowPolicy,
): Promise<{ found: number[]; films: Map<number, FilmFacts | null> }> {
  const copies = await findCopies(sql, keys, policy);
  const filmIds = [...new Set(copies.map((copy) => copy.filmId))];
  const facts = await entities.load(filmFacts, filmIds);
  return {
    found: copies.map((copy) => copy.id),
    films: new Map(filmIds.map((filmId, index) => [filmId, facts[index] ?? null])),
  };
}

/** The table itself refuses a second open rental of a copy, whoever else writes into it. */
function takenMeanwhile({ id }: CopyState, index: number) {
  return userError('COPY_NOT_ON_SHELF', `input.copyIds.${index}`, `Copy ${id} was rented to somebody else just now.`);
}
