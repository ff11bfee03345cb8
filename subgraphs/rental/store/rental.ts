import type { Connection } from '@reelhouse/connections';
import {
  createKeysetList,
  rowLoader,
  type Fragment,
  type KeysetDefinition,
  type Sql,
  type Transaction,
} from '@reelhouse/database';
import type { RentalFilter } from '../domain/rental-filter.ts';
import { seesNothing, type RowPolicy } from '../domain/row-policy.ts';
import type { RentalSortField } from '../generated/resolvers.ts';
import { ChangedRows } from './changed-rows.ts';

/** A row of `rental.rental`. */
export interface RentalRow {
  readonly id: number;
  readonly copyId: number;
  /** The film of the copy. */
  readonly filmId: number;
  readonly customerId: number;
  readonly storeId: number;
  readonly staffId: number;
  readonly rentalDate: Date;
  readonly dueAt: Date;
  readonly returnDate: Date | null;
  readonly priceMinor: number;
  readonly currency: string;
  readonly durationDays: number;
  readonly filmTitle: string;
  readonly lastUpdate: Date;
}

/** A list of rentals. */
export type RentalRows = Connection<RentalRow>;

/** What a list of rentals can belong to. */
export type RentalParent = 'copy' | 'customer' | 'store';

/** How the rentals that a policy lets be seen are listed. */
export function rentalList(policy: RowPolicy): KeysetDefinition<RentalFilter, RentalSortField, RentalParent> {
  return {
    from: 'rental r',
    id: 'r.rental_id',
    orders: {
      ID: [],
      RENTAL_DATE: [{ expression: 'r.rental_date', type: 'timestamptz' }],
      DUE_AT: [{ expression: 'r.due_at', type: 'timestamptz' }],
    },
    parents: {
      copy: { column: 'r.inventory_id' },
      customer: { column: 'r.customer_id' },
      store: { column: 'r.store_id' },
    },
    conditions: (filter, fragment) => [
      visibleRentals(policy, fragment),
      filter.customerId !== undefined && fragment`r.customer_id = ${filter.customerId}`,
      filter.copyId !== undefined && fragment`r.inventory_id = ${filter.copyId}`,
      filter.filmId !== undefined &&
        fragment`r.inventory_id in (select inventory_id from inventory_item where film_id = ${filter.filmId})`,
      filter.storeId !== undefined && fragment`r.store_id = ${filter.storeId}`,
      filter.staffId !== undefined && fragment`r.staff_id = ${filter.staffId}`,
      // Written out, so that the index of open rentals can answer them.
      filter.open === true && fragment`r.return_date is null`,
      filter.open === false && fragment`r.return_date is not null`,
      filter.overdue?.is === true && fragment`(r.return_date is null and r.due_at < ${filter.overdue.at})`,
      filter.overdue?.is === false && fragment`(r.return_date is not null or r.due_at >= ${filter.overdue.at})`,
      filter.rentedFrom !== undefined && fragment`r.rental_date >= ${filter.rentedFrom}`,
      filter.rentedBefore !== undefined && fragment`r.rental_date < ${filter.rentedBefore}`,
    ],
  };
}

/** Written out for each kind of policy, so that the indexes can answer it. */
function visibleRentals({ all, storeId, customerId }: RowPolicy, fragment: Sql): Fragment | false {
  if (all) return false;
  if (storeId !== null) return fragment`r.store_id = ${storeId}`;
  return customerId === null ? fragment`false` : fragment`r.customer_id = ${customerId}`;
}

/** The rentals of one request, as far as its policy lets them be seen. */
export function rentalStore(sql: Sql, policy: RowPolicy) {
  const { all, storeId, customerId } = policy;
  const changed = new ChangedRows();
  const byId = rowLoader(
    async (ids): Promise<RentalRow[]> =>
      seesNothing(policy)
        ? []
        : sql<RentalRow[]>`
          select r.rental_id as id, r.inventory_id as "copyId", i.film_id as "filmId", r.customer_id as "customerId",
            r.store_id as "storeId", r.staff_id as "staffId", r.rental_date as "rentalDate", r.due_at as "dueAt",
            r.return_date as "returnDate", r.price_minor as "priceMinor", r.currency, r.duration_days as "durationDays",
            r.film_title as "filmTitle", r.last_update as "lastUpdate"
          from rental r join inventory_item i on i.inventory_id = r.inventory_id
          where r.rental_id = any(${[...ids]}::integer[]) and (
            ${all}::boolean or r.store_id = ${storeId}::integer or r.customer_id = ${customerId}::integer
            or r.rental_id = any(${changed.keys}::integer[])
          )`,
    (rental) => rental.id,
  );
  return {
    byId,
    list: createKeysetList(sql, byId, rentalList(policy)),
    /** Shows rentals that a command has made or changed, whatever the policy says. */
    showChanged: (ids: readonly number[]) => changed.show(byId, ids),
  };
}

/** A rental that begins. */
export type NewRental = Omit<RentalRow, 'id' | 'filmId' | 'returnDate' | 'lastUpdate'>;

/**
 * Makes rentals, and gives the key of each by the key of its copy. A copy that has an open rental gets no other one, and is
 * left out.
 */
export async function insertRentals(tx: Transaction, rentals: readonly NewRental[]): Promise<Map<number, number>> {
  const made = await tx<{ id: number; copyId: number }[]>`
    insert into rental (
      rental_date, inventory_id, customer_id, staff_id, store_id, due_at, price_minor, currency, duration_days,
      film_title, last_update
    )
    select r.rental_date::timestamptz, r.inventory_id, r.customer_id, r.staff_id, r.store_id, r.due_at::timestamptz,
      r.price_minor, r.currency, r.duration_days, r.film_title, r.rental_date::timestamptz
    from unnest(
      ${rentals.map((rental) => rental.rentalDate.toISOString())}::text[],
      ${rentals.map((rental) => rental.copyId)}::integer[],
      ${rentals.map((rental) => rental.customerId)}::integer[],
      ${rentals.map((rental) => rental.staffId)}::integer[],
      ${rentals.map((rental) => rental.storeId)}::integer[],
      ${rentals.map((rental) => rental.dueAt.toISOString())}::text[],
      ${rentals.map((rental) => rental.priceMinor)}::integer[],
      ${rentals.map((rental) => rental.currency)}::text[],
      ${rentals.map((rental) => rental.durationDays)}::integer[],
      ${rentals.map((rental) => rental.filmTitle)}::text[]
    ) with ordinality as r (
      rental_date, inventory_id, customer_id, staff_id, store_id, due_at, price_minor, currency, duration_days,
      film_title, place
    )
    order by r.place
    on conflict do nothing
    returning rental_id as id, inventory_id as "copyId"`;
  return new Map(made.map(({ id, copyId }) => [copyId, id]));
}

/** The rental of a copy that counts when it is brought back: the open one, or else any that it had. */
export type LatestRental = Pick<
  RentalRow,
  'id' | 'copyId' | 'customerId' | 'storeId' | 'rentalDate' | 'dueAt' | 'returnDate'
>;

/**
 * The open rental of each copy, or if it has none, one that is over. Copies that were never rented are left out.
 *
 * It is a statement of its own, after the copies were locked: one that waits for a lock and reads rentals too would see
 * them as they were before it waited.
 */
export async function latestRentals(tx: Transaction, copyIds: readonly number[]): Promise<LatestRental[]> {
  return tx<LatestRental[]>`
    select distinct on (inventory_id) rental_id as id, inventory_id as "copyId", customer_id as "customerId",
      store_id as "storeId", rental_date as "rentalDate", due_at as "dueAt", return_date as "returnDate"
    from rental where inventory_id = any(${[...copyIds]}::integer[])
    order by inventory_id, return_date is null desc, rental_id desc`;
}

/**
 * Ends open rentals, and gives the moment at which each of them ended, by its key: now, but never before it began, whatever
 * the clock of the process that made it said.
 */
export async function endRentals(tx: Transaction, ids: readonly number[], now: Date): Promise<Map<number, Date>> {
  const ended = await tx<{ id: number; returnDate: Date | null }[]>`
    update rental set return_date = greatest(rental_date, ${now}), last_update = ${now}
    where rental_id = any(${[...ids]}::integer[]) and return_date is null
    returning rental_id as id, return_date as "returnDate"`;
  return new Map(ended.map(({ id, returnDate }) => [id, returnDate ?? now]));
}
