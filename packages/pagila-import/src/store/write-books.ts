import type { TransactionSql } from 'postgres';

/** Writes the staged copies and rentals that are good, and fills in what a rental keeps of its copy and film. */
export async function writeRentals(tx: TransactionSql, now: Date): Promise<void> {
  await tx`
    insert into rental.inventory_item (inventory_id, film_id, store_id, status, last_update)
    select
      i.inventory_id, i.film_id, i.store_id,
      case when o.inventory_id is null then 'on_shelf' else 'rented' end::rental.copy_status,
      coalesce(i.last_update, ${now})
    from staged_inventory i
      left join staged_rental o on o.inventory_id = i.inventory_id and o.return_date is null and o.problem is null
    where i.problem is null order by i.inventory_id`;
  // A day is added in the zone of the session, which is that of the dump: the copy is due at the same time of day.
  await tx`
    insert into rental.rental (
      rental_id, rental_date, inventory_id, customer_id, staff_id, store_id, due_at, return_date, price_minor,
      currency, duration_days, film_title, last_update)
    select
      r.rental_id, r.rental_date, r.inventory_id, r.customer_id, r.staff_id, i.store_id,
      r.rental_date + make_interval(days => f.rental_duration), r.return_date, f.rental_rate,
      'USD', f.rental_duration, f.title, coalesce(r.last_update, ${now})
    from staged_rental r
      join staged_inventory i on i.inventory_id = r.inventory_id and i.problem is null
      join staged_film f on f.film_id = i.film_id and f.problem is null
    where r.problem is null order by r.rental_id`;
}

/** Writes the staged payments that are good, into partitions of their months. */
export async function writePayments(tx: TransactionSql): Promise<void> {
  // Not from the first to the last month: one payment with a wrong year would make a thousand partitions.
  await tx`
    select payment.make_payment_partitions(month, month)
    from (
      select distinct date_trunc('month', payment_date at time zone 'UTC')::date as month
      from staged_payment where problem is null
    ) months
    order by month`;
  await tx`
    insert into payment.payment (
      payment_id, customer_id, staff_id, rental_id, store_id, amount_minor, currency, payment_date)
    select
      p.payment_id, p.customer_id, p.staff_id, p.rental_id, coalesce(i.store_id, s.store_id), p.amount, 'USD',
      p.payment_date
    from staged_payment p
      join staged_staff s on s.staff_id = p.staff_id and s.problem is null
      left join staged_rental r on r.rental_id = p.rental_id and r.problem is null
      left join staged_inventory i on i.inventory_id = r.inventory_id and i.problem is null
    where p.problem is null order by p.payment_date, p.payment_id`;
}
