import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { RentalFilter } from '../domain/rental-filter.ts';
import type { RentalSortField } from '../generated/resolvers.ts';

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

/** How rentals are listed. */
export const rentalList: KeysetDefinition<RentalFilter, RentalSortField, RentalParent> = {
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

/** The rentals of one request. */
export function rentalStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<RentalRow[]>`
      select r.rental_id as id, r.inventory_id as "copyId", i.film_id as "filmId", r.customer_id as "customerId",
        r.store_id as "storeId", r.staff_id as "staffId", r.rental_date as "rentalDate", r.due_at as "dueAt",
        r.return_date as "returnDate", r.price_minor as "priceMinor", r.currency, r.duration_days as "durationDays",
        r.film_title as "filmTitle", r.last_update as "lastUpdate"
      from rental r join inventory_item i on i.inventory_id = r.inventory_id
      where r.rental_id = any(${[...ids]}::integer[])`,
    (rental) => rental.id,
  );
  return { byId, list: createKeysetList(sql, byId, rentalList) };
}
