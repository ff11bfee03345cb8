import type { OfferedSnapshot } from '@reelhouse/subgraph';
import { allCustomers } from './store/customer-standing.ts';

/** What others build their read models from, before they go on with this subgraph's events. */
export const customerSnapshots: readonly OfferedSnapshot[] = [{ name: 'customer.customers', read: allCustomers }];
