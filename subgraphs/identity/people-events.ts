import { defineEvent } from '@reelhouse/events';

/** What this subgraph reads of `store.staff.changed`. */
interface StaffChanged {
  readonly staffId: number;
  readonly username: string;
  readonly active: boolean;
  readonly storeId: number;
  readonly manager: boolean;
  /** Who made it so, if somebody did: the `sub` of their token. */
  readonly actor?: string;
}

/** What this subgraph reads of `customer.customer.changed`. */
interface CustomerChanged {
  readonly customerId: number;
  readonly active: boolean;
  readonly email: string | null;
  /** Who made it so, if somebody did: the `sub` of their token. */
  readonly actor?: string;
}

/** What this subgraph reads of `customer.customer.read`. */
export interface CustomersRead {
  /** Who was given rows of customers, and in which store they work. */
  readonly staffId: number;
  readonly storeId: number;
  /** Whose rows: the first of them. */
  readonly customerIds: readonly number[];
  /** How many rows were given. */
  readonly count: number;
  /** RFC 3339. */
  readonly readAt: string;
}

const id = { type: 'integer', minimum: 1 } as const;
const flag = { type: 'boolean' } as const;
const actor = { type: 'string', nullable: true, minLength: 1 } as const;

/** Consumed. The schemas here are those parts of the publisher's that are read: tests/events.test.ts compares them. */
export const staffChanged = defineEvent<StaffChanged>({
  subject: 'store.staff.changed',
  version: 1,
  aggregate: 'staff',
  description: 'somebody works for the chain, or does no more, or elsewhere',
  payload: {
    type: 'object',
    properties: { staffId: id, username: { type: 'string' }, active: flag, storeId: id, manager: flag, actor },
    required: ['staffId', 'username', 'active', 'storeId', 'manager'],
  },
});

/** Consumed. */
export const customerChanged = defineEvent<CustomerChanged>({
  subject: 'customer.customer.changed',
  version: 1,
  aggregate: 'customer',
  description: 'a customer may rent, or may no more',
  payload: {
    type: 'object',
    properties: {
      customerId: id,
      active: flag,
      // Ajv's types want null in the list of values of what may be null.
      email: { type: 'string', nullable: true as never },
      actor,
    },
    required: ['customerId', 'active', 'email'],
  },
});

/** Consumed. */
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
      customerIds: { type: 'array', items: id },
      count: id,
      readAt: { type: 'string' },
    },
    required: ['staffId', 'storeId', 'customerIds', 'count', 'readAt'],
  },
});
