import type { Clock } from '@reelhouse/clock';
import type { OnPoint, Sql, Transaction } from '@reelhouse/database';
import type { Entities } from '@reelhouse/entity-client';
import { recordEvent } from '@reelhouse/events';
import { customerRegistered, registrationRefused, type RegistrationRefusal } from '../events.ts';
import { endRegistration, insertCustomer, lockRegistration, type NewCustomer } from '../store/registration.ts';
import { registeringPerson, registrationFacts, storeFacts } from './foreign-facts.ts';

/**
 * Where a test may let a rival act, or the process die: `asked` is when all is known and nothing is locked yet, `made` when
 * the customer is made and the transaction has not ended.
 */
export type RegistrationPoint = 'asked' | 'made';

/** What a registration is finished with. */
export interface RegistrationServices {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly entities: Entities;
  readonly onPoint?: OnPoint<RegistrationPoint>;
}

/**
 * Makes the customer of a registration, or refuses it for good; either is told by an event. It may be called any number of
 * times, also at once: the first one that comes to the end counts.
 *
 * @throws `SUBGRAPH_UNAVAILABLE` if a fact cannot be had; it is to be tried again then.
 */
export async function finishRegistration(services: RegistrationServices, registrationId: number): Promise<void> {
  const { sql, clock, onPoint } = services;
  const person = await askPerson(services, registrationId);
  await onPoint?.('asked');
  const at = clock.now();
  await sql.begin(async (tx) => {
    const registration = await lockRegistration(tx, registrationId);
    if (!registration || isOver(registration)) return;
    const customerId = typeof person === 'string' ? undefined : await insertCustomer(tx, person, at);
    await onPoint?.('made');
    const refused = typeof person === 'string' ? person : customerId === undefined ? 'city_not_found' : null;
    const end = { customerId: customerId ?? null, refused };
    await endRegistration(tx, registrationId, end, at);
    await tellEnd(tx, registrationId, end, at);
  });
}

/** Tells how a registration ended; nothing if it has not. */
export async function tellEnd(
  tx: Transaction,
  registrationId: number,
  { customerId, refused }: { readonly customerId: number | null; readonly refused: RegistrationRefusal | null },
  at: Date,
): Promise<void> {
  if (customerId !== null) {
    const payload = { customerId, registrationId };
    await recordEvent(tx, customerRegistered, { aggregateId: customerId, occurredAt: at, payload });
  } else if (refused !== null) {
    const payload = { registrationId, reason: refused };
    await recordEvent(tx, registrationRefused, { aggregateId: registrationId, occurredAt: at, payload });
  }
}

function isOver(registration: { readonly customerId: number | null; readonly refused: string | null }): boolean {
  return registration.customerId !== null || registration.refused !== null;
}

/** Who is to become a customer, or why nobody is. */
async function askPerson(
  { clock, entities }: RegistrationServices,
  registrationId: number,
): Promise<NewCustomer | RegistrationRefusal> {
  const [facts] = await entities.load(registrationFacts, [registrationId]);
  const person = registeringPerson.safeParse(facts?.person);
  if (!person.success) return 'not_accepted';
  const [store] = await entities.load(storeFacts, [person.data.storeId]);
  if (!store) return 'store_not_found';
  return { ...person.data, createDate: dayIn(store.timeZone, clock.now()) };
}

/** The day that it is somewhere, as `YYYY-MM-DD`. */
function dayIn(timeZone: string, moment: Date): string {
  // The calendar of Sweden writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
}
