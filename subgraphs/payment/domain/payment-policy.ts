import type { Viewer } from '@reelhouse/auth';

/** Which payments are there for somebody. */
export type PaymentPolicy =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  /** Those to a store. */
  | { readonly kind: 'store'; readonly storeId: number }
  /** Those of a customer. */
  | { readonly kind: 'customer'; readonly customerId: number };

/** Customers see what they have paid themselves, staff what was paid to their store, whoever paid it and took it. */
export function paymentPolicy(viewer: Viewer): PaymentPolicy {
  switch (viewer.kind) {
    case 'service':
      return { kind: 'all' };
    case 'staff':
      return { kind: 'store', storeId: viewer.storeId };
    case 'customer':
      return { kind: 'customer', customerId: viewer.customerId };
    case 'nobody':
      return { kind: 'none' };
  }
}
