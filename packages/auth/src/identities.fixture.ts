import { serviceIdentity } from './viewer.ts';
import type { Identity } from './identity.ts';

const never = Number.MAX_SAFE_INTEGER;

/** A customer who has signed in. */
export function asCustomer(id: number): Identity {
  return { subject: `customer:${id}`, scopes: ['customer'], sessionId: `customer-${id}`, expiresAt: never };
}

/** A member of the staff of a store. */
export function asStaff(id: number, storeId: number): Identity {
  return { subject: `staff:${id}`, scopes: ['staff'], sessionId: `staff-${id}`, storeId, expiresAt: never };
}

/** The manager of a store. */
export function asManager(id: number, storeId: number): Identity {
  return { ...asStaff(id, storeId), scopes: ['staff', 'manager'] };
}

/** A part of the chain, to which all fields and rows are open. */
export const asService: Identity = serviceIdentity('test');
