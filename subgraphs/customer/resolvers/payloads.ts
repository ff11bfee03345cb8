import { loadExisting } from '@reelhouse/subgraph';
import type { Context } from '../context.ts';
import type { CustomerResult } from '../domain/deactivate-customer.ts';

/** The payload of a command that changed a customer. */
export const customerPayload = {
  customer: ({ customerId }: CustomerResult, _args: object, { customers }: Context) =>
    customerId === null ? null : loadExisting(customers.byId, customerId),
};
