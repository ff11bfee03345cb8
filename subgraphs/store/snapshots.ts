import type { OfferedSnapshot } from '@reelhouse/subgraph';
import { allStaff } from './store/staff-standing.ts';
import { allStoreAddresses } from './store/store-address.ts';

/** What others build their read models from, before they go on with this subgraph's events. */
export const storeSnapshots: readonly OfferedSnapshot[] = [
  { name: 'store.staff', read: allStaff },
  { name: 'store.stores', read: allStoreAddresses },
];
