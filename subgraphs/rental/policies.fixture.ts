import { rowPolicyOf } from './domain/row-policy.ts';

/** What each kind of viewer may see: each makes another SQL. */
export const everyPolicy = {
  service: rowPolicyOf({ kind: 'service' }),
  staff: rowPolicyOf({ kind: 'staff', staffId: 1, storeId: 1, isManager: false }),
  customer: rowPolicyOf({ kind: 'customer', customerId: 5 }),
  nobody: rowPolicyOf({ kind: 'nobody' }),
} as const;
