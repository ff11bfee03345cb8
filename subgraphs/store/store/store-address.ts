import type { OfferedSnapshot } from '@reelhouse/subgraph';
import type { StoreChanged } from '../events.ts';

/** A transaction that sees the rows of one moment. */
type SnapshotSql = Parameters<OfferedSnapshot['read']>[0];

/** How many rows are sent at once. */
const part = 500;

/** Where each store is. */
export function allStoreAddresses(sql: SnapshotSql): AsyncIterable<StoreChanged[]> {
  return sql<StoreChanged[]>`
    select store_id as "storeId", address_id as "addressId" from store order by store_id`.cursor(part);
}
