import type { Sql, Transaction } from '@reelhouse/database';

/**
 * Makes the partition of the month (in UTC) that a day belongs to, if it is missing. It needs the whole table to itself for a
 * moment, and gives up if it does not get that in 2 seconds, so that payments do not queue behind it.
 *
 * @param day as `2026-03-31`.
 * @returns how many partitions were made: 1 or 0.
 * @throws `PostgresError` 23514 if there are payments of that month already, which were put aside in `payment_default`.
 */
export async function makeMonth(tx: Transaction, day: string): Promise<number> {
  await tx<{ timeout: string | null }[]>`select set_config('lock_timeout', '2s', true)::text as timeout`;
  const [row] = await tx<{ made: number | null }[]>`
    select make_payment_partitions(${day}::date, ${day}::date)::integer as made`;
  return row?.made ?? 0;
}

/** How many payments belong to a month that nobody has made. */
export async function countWithoutMonth(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::integer as count from payment_default`;
  return row?.count ?? 0;
}
