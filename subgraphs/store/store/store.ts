import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type NoFilter, type Sql } from '@reelhouse/database';
import type { StoreSortField } from '../generated/resolvers.ts';

/** A row of `store.store`. */
export interface StoreRow {
  readonly id: number;
  readonly managerStaffId: number;
  readonly addressId: number;
  readonly timeZone: string;
  readonly lastUpdate: Date;
}

/** A list of stores. */
export type StoreRows = Connection<StoreRow>;

/** How stores are listed. */
export const storeList: KeysetDefinition<NoFilter, StoreSortField, never> = {
  from: 'store s',
  id: 's.store_id',
  orders: { ID: [] },
  parents: {},
  conditions: () => [],
};

/** The stores of one request. */
export function storeStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<StoreRow[]>`
      select store_id as id, manager_staff_id as "managerStaffId", address_id as "addressId", time_zone as "timeZone",
        last_update as "lastUpdate"
      from store where store_id = any(${[...ids]}::integer[])`,
    (store) => store.id,
  );
  return { byId, list: createKeysetList(sql, byId, storeList) };
}
