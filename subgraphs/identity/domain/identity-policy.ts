import type { Viewer } from '@reelhouse/auth';

/** How which people sign in is there for somebody: of all people of a kind, of one of them, or of those of a store. */
export interface LoginPolicy {
  readonly all: boolean;
  readonly id: number | null;
  readonly storeId: number | null;
}

const noLogin: LoginPolicy = { all: false, id: null, storeId: null };
const allLogins: LoginPolicy = { ...noLogin, all: true };

/** How a customer signs in is seen by that customer and by staff, who serve any customer. */
export function customerLoginPolicy(viewer: Viewer): LoginPolicy {
  switch (viewer.kind) {
    case 'service':
    case 'staff':
      return allLogins;
    case 'customer':
      return { ...noLogin, id: viewer.customerId };
    case 'nobody':
      return noLogin;
  }
}

/** Whether a customer is there for somebody, as the subgraph of customers decides it. */
export function seesCustomer(viewer: Viewer, customerId: number): boolean {
  const { all, id } = customerLoginPolicy(viewer);
  return all || id === customerId;
}

/** How a member of the staff signs in is seen by that member and by the managers of the member's store. */
export function staffLoginPolicy(viewer: Viewer): LoginPolicy {
  switch (viewer.kind) {
    case 'service':
      return allLogins;
    case 'staff':
      return { all: false, id: viewer.staffId, storeId: viewer.isManager ? viewer.storeId : null };
    case 'customer':
    case 'nobody':
      return noLogin;
  }
}

/** Which entries of the audit log are there for somebody. */
export type AuditPolicy =
  { readonly kind: 'all' } | { readonly kind: 'none' } | { readonly kind: 'store'; readonly storeId: number };

/** Managers see what is on record of their store. What is on record of no store, services see alone. */
export function auditPolicy(viewer: Viewer): AuditPolicy {
  if (viewer.kind === 'service') return { kind: 'all' };
  if (viewer.kind === 'staff' && viewer.isManager) return { kind: 'store', storeId: viewer.storeId };
  return { kind: 'none' };
}
