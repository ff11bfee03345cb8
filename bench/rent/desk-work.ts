import type { Sql } from '@reelhouse/database';

/** A copy on the shelf, and who rents it from whom. */
export interface DeskWork {
  readonly copyId: number;
  readonly filmId: number;
  readonly storeId: number;
  readonly customerId: number;
  /** Works in the store of the copy, so that a copy that is taken back is on the shelf again. */
  readonly staffId: number;
}

/**
 * What there is to rent: every copy on the shelf, each to another customer. Customers of the desk do not want the same
 * copy: what rivals cost is not measured here.
 *
 * @param sql as the owner of all tables.
 */
export async function readDeskWork(sql: Sql): Promise<DeskWork[]> {
  const copies = await sql<Omit<DeskWork, 'customerId'>[]>`
    select inventory_id as "copyId", film_id as "filmId", store_id as "storeId",
      (select min(staff_id) from store.staff s where s.store_id = i.store_id and active) as "staffId"
    from rental.inventory_item i where status = 'on_shelf' order by inventory_id`;
  const customers = await sql<
    { id: number }[]
  >`select customer_id as id from customer.customer where active order by 1`;
  return copies.map((copy, index) => ({ ...copy, customerId: customers[index % customers.length]?.id ?? 0 }));
}
