import { datasetReplacedEvent, defineEvent, type EventDefinition } from '@reelhouse/events';

/** How a customer is now: all that others have to know to tell whether the customer may do anything. */
export interface CustomerStanding {
  readonly customerId: number;
  /** Whether the customer may rent. */
  readonly active: boolean;
  /** The name to sign in with. */
  readonly email: string | null;
}

/** See `CustomerStanding`. */
export interface CustomerChanged extends CustomerStanding {
  /** Who made it so, if somebody did: the `sub` of their token. */
  readonly actor?: string;
}

/** Somebody who registered is a customer now. */
export interface CustomerRegistered {
  readonly customerId: number;
  /** As the identity subgraph numbers registrations. */
  readonly registrationId: number;
}

/** Why somebody who registered does not become a customer. */
export type RegistrationRefusal = 'store_not_found' | 'city_not_found' | 'not_accepted';

/** Somebody who registered does not become a customer. */
export interface RegistrationRefused {
  readonly registrationId: number;
  readonly reason: RegistrationRefusal;
}

/** A member of the staff was given rows of customers. */
export interface CustomersRead {
  /** Who was given them, and in which store they work. */
  readonly staffId: number;
  readonly storeId: number;
  /** Whose rows, each once: at most 100. */
  readonly customerIds: readonly number[];
  /** How many rows were given, those of further customers and those that were given again, too. */
  readonly count: number;
  /** When the first of them was given; RFC 3339. */
  readonly readAt: string;
}

/** What this subgraph reads of `identity.registration.requested`. */
interface RegistrationRequested {
  readonly registrationId: number;
}

const id = { type: 'integer', minimum: 1 } as const;

/** Events of one customer are in order; each tells how the customer is, so that the last one is enough. */
export const customerChanged = defineEvent<CustomerChanged>({
  subject: 'customer.customer.changed',
  version: 1,
  aggregate: 'customer',
  description: 'a customer may rent, or may no more',
  payload: {
    type: 'object',
    properties: {
      customerId: id,
      active: { type: 'boolean' },
      // Ajv's types want null in the list of values of what may be null.
      email: { type: 'string', nullable: true as never },
      actor: { type: 'string', nullable: true, minLength: 1 },
    },
    required: ['customerId', 'active', 'email'],
  },
});

/** See `CustomerRegistered`. */
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

/** See `RegistrationRefused`. */
export const registrationRefused = defineEvent<RegistrationRefused>({
  subject: 'customer.registration.refused',
  version: 1,
  aggregate: 'registration',
  description: 'somebody who registered does not become a customer',
  payload: {
    type: 'object',
    properties: {
      registrationId: id,
      reason: { type: 'string', enum: ['store_not_found', 'city_not_found', 'not_accepted'] },
    },
    required: ['registrationId', 'reason'],
  },
});

/** The most customers that one `customersRead` names. */
export const mostCustomersTold = 100;

/** See `CustomersRead`. What is told of one member of the staff is in order. */
export const customersRead = defineEvent<CustomersRead>({
  subject: 'customer.customer.read',
  version: 1,
  aggregate: 'staff',
  description: 'a member of the staff was given rows of customers',
  payload: {
    type: 'object',
    properties: {
      staffId: id,
      storeId: id,
      customerIds: { type: 'array', items: id, minItems: 1, maxItems: mostCustomersTold },
      count: id,
      readAt: { type: 'string', minLength: 20 },
    },
    required: ['staffId', 'storeId', 'customerIds', 'count', 'readAt'],
  },
});

/** All that this subgraph publishes. */
export const publishedEvents: readonly EventDefinition[] = [
  customerChanged,
  customersRead,
  customerRegistered,
  registrationRefused,
  datasetReplacedEvent('customer'),
];

/** Consumed. It is told again for as long as the identity subgraph does not know how it ended. */
export const registrationRequested = defineEvent<RegistrationRequested>({
  subject: 'identity.registration.requested',
  version: 1,
  aggregate: 'registration',
  description: 'somebody wants to become a customer',
  payload: { type: 'object', properties: { registrationId: id }, required: ['registrationId'] },
});
