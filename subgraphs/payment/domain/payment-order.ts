import type { SortOrder } from '@reelhouse/connections';
import { sortOrder } from '@reelhouse/subgraph';
import type { PaymentSort, PaymentSortField } from '../generated/resolvers.ts';

/** The order of a list of payments; by the date without one. */
export function paymentOrder(sort: PaymentSort | null | undefined): SortOrder<PaymentSortField> {
  return sortOrder(sort, 'PAYMENT_DATE');
}
