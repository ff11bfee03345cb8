import type { EventDefinition } from './event-definition.ts';
import type { Event } from './event.ts';
import type { EventMessage } from './event-message.ts';
import type { Transaction } from '@reelhouse/database';

/** What a consumer does about one kind of event. */
export interface EventHandler {
  readonly definition: EventDefinition;
  /**
   * Checks a message's payload.
   *
   * @returns what does the work in a transaction; `undefined` if the payload does not fit the event's schema.
   */
  prepare(message: EventMessage): ((tx: Transaction) => Promise<void>) | undefined;
}

/**
 * Says what a consumer does about an event. The work is done in the transaction that notes the event as received, so its
 * effect happens once. It may be rolled back and done anew; so it touches nothing but the database, by `tx`.
 */
export function on<Payload>(
  definition: EventDefinition<Payload>,
  handle: (tx: Transaction, event: Event<Payload>) => Promise<void>,
): EventHandler {
  return {
    definition,
    prepare(message) {
      const result = definition.check(message.payload);
      if (!result.valid) return undefined;
      const { traceparent } = message;
      const event: Event<Payload> = {
        id: message.id,
        subject: message.subject,
        version: message.version,
        aggregateType: message.aggregateType,
        aggregateId: message.aggregateId,
        occurredAt: new Date(message.occurredAt),
        payload: result.payload,
        ...(traceparent != null && { traceparent }),
      };
      return (tx) => handle(tx, event);
    },
  };
}
