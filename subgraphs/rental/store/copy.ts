import type { Connection } from '@reelhouse/connections';
import {
  createKeysetList,
  rowLoader,
  type Fragment,
  type KeysetDefinition,
  type Sql,
  type Transaction,
} from '@reelhouse/database';
import type { CopyFilter } from '../domain/copy-filter.ts';
import { seesNothing, type RowPolicy } from '../domain/row-policy.ts';
import type { CopyStatus, InventoryItemSortField } from '../generated/resolvers.ts';
import { ChangedRows } from './changed-rows.ts';

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

/** How the copies that a policy lets be seen are listed. */
export function copyList(policy: RowPolicy): KeysetDefinition<CopyFilter, InventoryItemSortField, CopyParent> {
  return {
    from: 'inventory_item i',
    id: 'i.inventory_id',
    orders: { ID: [] },
    parents: { film: { column: 'i.film_id' }, store: { column: 'i.store_id' } },
    conditions: (filter, fragment) => [
      visibleCopies(policy, fragment),
      filter.filmId !== undefined && fragment`i.film_id = ${filter.filmId}`,
      filter.storeId !== undefined && fragment`i.store_id = ${filter.storeId}`,
      filter.statuses !== undefined && fragment`i.status = any(${[...filter.statuses]}::copy_status[])`,
      filter.available !== undefined && fragment`(i.status = 'on_shelf') = ${filter.available}`,
    ],
  };
}

/** Written out for each kind of policy, so that the indexes can answer it. A destination says that a copy is in transit. */
function visibleCopies({ all, storeId, customerId }: RowPolicy, fragment: Sql): Fragment | false {
  if (all) return false;
  if (storeId !== null) return fragment`(i.store_id = ${storeId} or i.destination_store_id = ${storeId})`;
  if (customerId === null) return fragment`false`;
  return fragment`i.inventory_id in (select inventory_id from rental where customer_id = ${customerId})`;
}

/** The copies of one request, as far as its policy lets them be seen. */
export function copyStore(sql: Sql, policy: RowPolicy) {
  const { all, storeId, customerId } = policy;
  const changed = new ChangedRows();
  const byId = rowLoader(
    async (ids): Promise<CopyRow[]> =>
      seesNothing(policy)
        ? []
        : sql<CopyRow[]>`
          select inventory_id as id, film_id as "filmId", store_id as "storeId", status,
            destination_store_id as "destinationStoreId", last_update as "lastUpdate"
          from inventory_item
          where inventory_id = any(${[...ids]}::integer[]) and (
            ${all}::boolean or store_id = ${storeId}::integer or destination_store_id = ${storeId}::integer
            or inventory_id = any(${changed.keys}::integer[])
            or inventory_id in (select r.inventory_id from rental r where r.customer_id = ${customerId}::integer)
          )`,
    (copy) => copy.id,
  );
  return {
    byId,
    list: createKeysetList(sql, byId, copyList(policy)),
    /** Shows copies that a command has made or changed, whatever the policy says. */
    showChanged: (ids: readonly number[]) => changed.show(byId, ids),
  };
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

/** Whom a command finds copies for: a store, or everybody. Customers give no commands. */
export type CopyScope = Pick<RowPolicy, 'all' | 'storeId'>;

/** Those of the copies that exist for somebody, in no order. Nothing is locked. */
export async function findCopies(
  sql: Sql,
  ids: readonly number[],
  { all, storeId }: CopyScope,
): Promise<Pick<CopyState, 'id' | 'filmId'>[]> {
  return sql<Pick<CopyState, 'id' | 'filmId'>[]>`
    select inventory_id as id, film_id as "filmId" from inventory_item
    where inventory_id = any(${[...ids]}::integer[])
      and (${all}::boolean or store_id = ${storeId}::integer or destination_store_id = ${storeId}::integer)`;
}

/**
 * Locks those of the copies that exist for somebody, one after the other by id, so that two commands cannot wait for each
 * other. One that was waited for is looked at again: it may be another store's by then.
 */
export async function lockCopies(
  tx: Transaction,
  ids: readonly number[],
  { all, storeId }: CopyScope,
): Promise<CopyState[]> {
  return tx<CopyState[]>`
    select inventory_id as id, film_id as "filmId", store_id as "storeId", status,
      destination_store_id as "destinationStoreId"
    from inventory_item
    where inventory_id = any(${[...ids]}::integer[])
      and (${all}::boolean or store_id = ${storeId}::integer or destination_store_id = ${storeId}::integer)
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
