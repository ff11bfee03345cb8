import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { CopyFilter } from '../domain/copy-filter.ts';
import type { CopyStatus, InventoryItemSortField } from '../generated/resolvers.ts';

/** A row of `rental.inventory_item`. */
export interface CopyRow {
  readonly id: number;
  readonly filmId: number;
  readonly storeId: number;
  readonly status: CopyStatus;
  readonly lastUpdate: Date;
}

/** A list of copies. */
export type CopyRows = Connection<CopyRow>;

/** What a list of copies can belong to. */
export type CopyParent = 'film' | 'store';

/** How copies are listed. */
export const copyList: KeysetDefinition<CopyFilter, InventoryItemSortField, CopyParent> = {
  from: 'inventory_item i',
  id: 'i.inventory_id',
  orders: { ID: [] },
  parents: { film: { column: 'i.film_id' }, store: { column: 'i.store_id' } },
  conditions: (filter, fragment) => [
    filter.filmId !== undefined && fragment`i.film_id = ${filter.filmId}`,
    filter.storeId !== undefined && fragment`i.store_id = ${filter.storeId}`,
    filter.statuses !== undefined && fragment`i.status = any(${[...filter.statuses]}::copy_status[])`,
    filter.available !== undefined && fragment`(i.status = 'on_shelf') = ${filter.available}`,
  ],
};

/** The copies of one request. */
export function copyStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<CopyRow[]>`
      select inventory_id as id, film_id as "filmId", store_id as "storeId", status, last_update as "lastUpdate"
      from inventory_item where inventory_id = any(${[...ids]}::integer[])`,
    (copy) => copy.id,
  );
  return { byId, list: createKeysetList(sql, byId, copyList) };
}
