import type { RequestContext } from '@reelhouse/http-server';
import type { EventSubscription, Variables, WantedEvents } from './executable-subscription.ts';

/** The events that somebody asks for and may be told of. */
export interface AddressedEvents extends WantedEvents {
  /** Those who share results are told the same events. */
  readonly audience: string;
}

/**
 * The events that somebody asks for and may be told of.
 *
 * @throws {GraphQLError} BAD_USER_INPUT if an argument cannot be used.
 */
export function addressedEvents(
  subscription: EventSubscription,
  coerced: Variables,
  { identity }: RequestContext,
): AddressedEvents {
  const { since, wants } = subscription.wanted(coerced);
  const { key, isTold } = subscription.audienceOf(identity);
  return { since, audience: key, wants: (event) => isTold(event) && wants(event) };
}
