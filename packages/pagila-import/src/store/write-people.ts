import type { TransactionSql } from 'postgres';

/**
 * Writes the staged customers, stores and staff that are good, with their addresses. `now` stands for a missing time of
 * the last update, and its day for a missing day of creation.
 */
export async function writePeople(tx: TransactionSql, now: Date, timeZone: string): Promise<void> {
  await tx`
    insert into customer.country (country_id, name, last_update)
    select country_id, country, coalesce(last_update, ${now})
    from staged_country where problem is null order by country_id`;
  await tx`
    insert into customer.city (city_id, name, country_id, last_update)
    select city_id, city, country_id, coalesce(last_update, ${now})
    from staged_city where problem is null order by city_id`;
  await tx`
    insert into customer.address (
      address_id, address, address2, district, city_id, postal_code, phone, last_update)
    select address_id, address, address2, district, city_id, postal_code, phone, coalesce(last_update, ${now})
    from staged_address where problem is null order by address_id`;
  await tx`
    insert into store.store (store_id, manager_staff_id, address_id, time_zone, last_update)
    select store_id, manager_staff_id, address_id, ${timeZone}, coalesce(last_update, ${now})
    from staged_store where problem is null order by store_id`;
  await tx`
    insert into store.staff (
      staff_id, first_name, last_name, address_id, email, store_id, active, username, picture, last_update)
    select
      staff_id, first_name, last_name, address_id, email, store_id, active, username, picture,
      coalesce(last_update, ${now})
    from staged_staff where problem is null order by staff_id`;
  await tx`
    insert into customer.customer (
      customer_id, store_id, first_name, last_name, email, address_id, active, create_date, last_update)
    select
      customer_id, store_id, first_name, last_name, email, address_id,
      coalesce(active, true) and coalesce(activebool, true),
      coalesce(create_date, ${now}::timestamptz::date), coalesce(last_update, ${now})
    from staged_customer where problem is null order by customer_id`;
}
