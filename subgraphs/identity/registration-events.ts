import { defineEvent } from '@reelhouse/events';

/** Somebody wants to become a customer. Who it is, is asked for: an event is kept for days and read by many. */
export interface RegistrationRequested {
  /** The registration's number. */
  readonly registrationId: number;
}

/** What this subgraph reads of `customer.customer.registered`. */
interface CustomerRegistered {
  readonly customerId: number;
  readonly registrationId: number;
}

/** What this subgraph reads of `customer.registration.refused`. */
interface RegistrationRefused {
  readonly registrationId: number;
  readonly reason: string;
}

const id = { type: 'integer', minimum: 1 } as const;

/** It is told again until it is known how the registration ended. */
export const registrationRequested = defineEvent<RegistrationRequested>({
  subject: 'identity.registration.requested',
  version: 1,
  aggregate: 'registration',
  description: 'somebody wants to become a customer',
  payload: { type: 'object', properties: { registrationId: id }, required: ['registrationId'] },
});

/** Consumed. The schemas here are those parts of the publisher's that are read: tests/events.test.ts compares them. */
export const customerRegistered = defineEvent<CustomerRegistered>({
  subject: 'customer.customer.registered',
  version: 1,
  aggregate: 'customer',
  description: 'somebody who registered is a customer now',
  payload: {
    type: 'object',
    properties: { customerId: id, registrationId: id },
    required: ['customerId', 'registrationId'],
  },
});

/** Consumed. */
export const registrationRefused = defineEvent<RegistrationRefused>({
  subject: 'customer.registration.refused',
  version: 1,
  aggregate: 'registration',
  description: 'somebody who registered does not become a customer',
  payload: {
    type: 'object',
    properties: { registrationId: id, reason: { type: 'string' } },
    required: ['registrationId', 'reason'],
  },
});
