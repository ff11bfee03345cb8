import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql, type Transaction } from '@reelhouse/database';
import type { CopyFilter } from '../domain/copy-filter.ts';
import type { CopyStatus, InventoryItemSortField } from '../generated/resolvers.ts';

/** A row of `rental.inventory_item`. */
export interface CopyRow {
  readonly id: number;
  readonly filmId: number;
  readonly storeId: number;
  readonly status: CopyStatus;
  /** Where it goes, if that is another store than its own. */
  readonly destinationStoreId: number | null;
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
      select inventory_id as id, film_id as "filmId", store_id as "storeId", status,
        destination_store_id as "destinationStoreId", last_update as "lastUpdate"
      from inventory_item where inventory_id = any(${[...ids]}::integer[])`,
    (copy) => copy.id,
  );
  return { byId, list: createKeysetList(sql, byId, copyList) };
}

/** A copy as a command finds it. */
export type CopyState = Omit<CopyRow, 'lastUpdate'>;

/** What is said of the movements of one statement: see `stock_movement`. */
export interface Movement {
  readonly reason: 'added' | 'checked out' | 'checked in' | 'sent' | 'received';
  readonly staffId: number;
  readonly commandKey: string;
  /** The rental that each copy is moved for, by the copy's key. */
  readonly rentals?: ReadonlyMap<number, number>;
  readonly at: Date;
}

/** How a copy is to be. */
export type CopyChange = Omit<CopyState, 'filmId'>;

/** Those of the copies that exist, in no order. Nothing is locked. */
export async function findCopies(sql: Sql, ids: readonly number[]): Promise<CopyState[]> {
  return sql<CopyState[]>`
    select inventory_id as id, film_id as "filmId", store_id as "storeId", status,
      destination_store_id as "destinationStoreId"
    from inventory_item where inventory_id = any(${[...ids]}::integer[])`;
}

/** Locks those of the copies that exist, one after the other by id, so that two commands cannot wait for each other. */
export async function lockCopies(tx: Transaction, ids: readonly number[]): Promise<CopyState[]> {
  return tx<CopyState[]>`
    select inventory_id as id, film_id as "filmId", store_id as "storeId", status,
      destination_store_id as "destinationStoreId"
    from inventory_item where inventory_id = any(${[...ids]}::integer[])
    order by inventory_id for no key update`;
}

/** Changes locked copies. The table writes their movements, with what is said of them here. */
export async function updateCopies(tx: Transaction, changes: readonly CopyChange[], movement: Movement): Promise<void> {
  await tx`
    with movement as materialized (select set_config('rental.movement', ${settingOf(movement)}, true) as told)
    update inventory_item i
    set status = c.status::copy_status, store_id = c.store_id, destination_store_id = c.destination_store_id,
      last_update = ${movement.at}
    from movement, unnest(
      ${changes.map(({ id }) => id)}::integer[],
      ${changes.map(({ status }) => status)}::text[],
      ${changes.map(({ storeId }) => storeId)}::integer[],
      ${changes.map(({ destinationStoreId }) => destinationStoreId)}::integer[]
    ) as c (inventory_id, status, store_id, destination_store_id)
    where i.inventory_id = c.inventory_id and movement.told is not null`;
}

/** Adds copies to the shelf of a store, and gives their keys in ascending order. */
export async function insertCopies(
  tx: Transaction,
  { filmId, storeId, count }: { readonly filmId: number; readonly storeId: number; readonly count: number },
  movement: Movement,
): Promise<number[]> {
  const added = await tx<{ id: number }[]>`
    with movement as materialized (select set_config('rental.movement', ${settingOf(movement)}, true) as told)
    insert into inventory_item (film_id, store_id, status, last_update)
    select ${filmId}, ${storeId}, 'on_shelf', ${movement.at}
    from movement, generate_series(1, ${count}::integer) where movement.told is not null
    returning inventory_id as id`;
  return added.map(({ id }) => id).sort((a, b) => a - b);
}

/** The setting `rental.movement`, which the triggers of the table read. */
function settingOf({ reason, staffId, commandKey, rentals }: Movement): string {
  return JSON.stringify({ reason, staffId, commandKey, ...(rentals && { rentals: Object.fromEntries(rentals) }) });
}
