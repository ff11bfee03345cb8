import type { Transaction } from '@reelhouse/database';

/** Where a store is: what the store subgraph tells, and a row of `customer.store_address`. */
export interface StoreAddress {
  readonly storeId: number;
  readonly addressId: number;
}

/** Notes where a store is. */
export async function putStoreAddress(tx: Transaction, { storeId, addressId }: StoreAddress): Promise<void> {
  await tx`
    insert into store_address (store_id, address_id) values (${storeId}, ${addressId})
    on conflict (store_id) do update set address_id = excluded.address_id`;
}

/** Throws away what waits to take the place of the rows. */
export async function forgetNextStoreAddresses(tx: Transaction): Promise<void> {
  await tx`delete from store_address_next`;
}

/** Has rows wait, each store at most once. */
export async function addNextStoreAddresses(tx: Transaction, rows: readonly StoreAddress[]): Promise<void> {
  await tx`
    insert into store_address_next (store_id, address_id)
    select store_id, address_id from unnest(
      ${rows.map(({ storeId }) => storeId)}::integer[],
      ${rows.map(({ addressId }) => addressId)}::integer[]
    ) as n (store_id, address_id)`;
}

/** Puts what waits in the place of the rows. Only differences are written. */
export async function takeNextStoreAddresses(tx: Transaction): Promise<void> {
  await tx`
    delete from store_address a
    where not exists (select from store_address_next n where n.store_id = a.store_id)`;
  await tx`
    insert into store_address as a (store_id, address_id) select store_id, address_id from store_address_next
    on conflict (store_id) do update set address_id = excluded.address_id where a.address_id <> excluded.address_id`;
  await tx`delete from store_address_next`;
}
