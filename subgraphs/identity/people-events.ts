import { defineEvent } from '@reelhouse/events';

/** What this subgraph reads of `store.staff.changed`. */
interface StaffChanged {
  readonly staffId: number;
  readonly username: string;
  readonly active: boolean;
  readonly storeId: number;
  readonly manager: boolean;
}

/** What this subgraph reads of `customer.customer.changed`. */
interface CustomerChanged {
  readonly customerId: number;
  readonly active: boolean;
  readonly email: string | null;
}

const id = { type: 'integer', minimum: 1 } as const;
const flag = { type: 'boolean' } as const;

/** Consumed. The schemas here are those parts of the publisher's that are read: tests/events.test.ts compares them. */
export const staffChanged = defineEvent<StaffChanged>({
  subject: 'store.staff.changed',
  version: 1,
  aggregate: 'staff',
  description: 'somebody works for the chain, or does no more, or elsewhere',
  payload: {
    type: 'object',
    properties: { staffId: id, username: { type: 'string' }, active: flag, storeId: id, manager: flag },
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
    },
    required: ['customerId', 'active', 'email'],
  },
});
