import type { Transaction } from '@reelhouse/database';

/** A rental that is overdue, and of which nobody was told that. */
export interface OverdueRental {
  readonly id: number;
  readonly copyId: number;
  readonly filmId: number;
  readonly storeId: number;
  readonly customerId: number;
  readonly rentalDate: Date;
  readonly dueAt: Date;
}

/**
 * Locks some of the rentals that are open, were due before a moment, and of which it was not told; those that were due
 * first come first. A rental that somebody else has locked is passed over: it is being ended, or told of.
 */
export async function lockUntoldOverdue(tx: Transaction, dueBefore: Date, limit: number): Promise<OverdueRental[]> {
  return tx<OverdueRental[]>`
    select r.rental_id as id, r.inventory_id as "copyId", i.film_id as "filmId", r.store_id as "storeId",
      r.customer_id as "customerId", r.rental_date as "rentalDate", r.due_at as "dueAt"
    from rental r join inventory_item i on i.inventory_id = r.inventory_id
    where r.return_date is null and r.overdue_told_at is null and r.due_at < ${dueBefore}
    order by r.due_at, r.rental_id
    limit ${limit}
    for update of r skip locked`;
}

/** Notes that it was told that rentals are overdue. */
export async function noteOverdueTold(tx: Transaction, ids: readonly number[], at: Date): Promise<void> {
  await tx`update rental set overdue_told_at = ${at} where rental_id = any(${[...ids]}::integer[])`;
}
