import type { TestDatabase } from '@reelhouse/test-database';

/** Ids of rows of the sample database, each named by what it is to those who look. */
export interface SampleRows {
  /** The store of the staff and of the manager. */
  readonly store: string;
  readonly otherStore: string;
  /** The customer whose rows are looked at. */
  readonly customer: string;
  readonly otherCustomer: string;
  readonly staff: string;
  readonly manager: string;
  readonly otherStaff: string;
  readonly otherManager: string;
  /** A member of the staff who will be deactivated, of the store of the manager. */
  readonly leavingStaff: string;
  readonly staffUsername: string;
  /** A rental of the customer, made by the store of the staff, of a copy of that store, and paid there. */
  readonly rental: string;
  readonly copy: string;
  readonly film: string;
  readonly filmTitle: string;
  readonly payment: string;
  readonly address: string;
  /** The store that the customer is of. */
  readonly homeStore: string;
  readonly email: string;
  /** When it was paid, and a moment later. */
  readonly paidAt: string;
  readonly paidBefore: string;
  /** The same of the other customer and the other store. */
  readonly otherRental: string;
  readonly otherCopy: string;
  readonly otherFilm: string;
  readonly otherPayment: string;
  readonly otherAddress: string;
  /** Something of each kind that anybody may see. */
  readonly actor: string;
  readonly category: string;
  readonly language: string;
  readonly city: string;
  readonly country: string;
  /** A registration that became the customer. */
  readonly registration: string;
}

/** Finds them. */
export async function sampleRows({ sql }: TestDatabase): Promise<SampleRows> {
  const [people] = await sql<Pick<SampleRows, 'store' | 'otherStore' | 'customer' | 'staff' | 'manager'>[]>`
    select '1' as store,
      (select min(s.store_id)::text from store.store s where s.store_id <> 1) as "otherStore",
      (select min(principal_id)::text from identity.credential where principal_kind = 'customer') as customer,
      (select principal_id::text from identity.credential c join store.store s on s.manager_staff_id = c.principal_id
       where principal_kind = 'staff' and s.store_id = 1) as manager,
      (select principal_id::text from identity.credential c
       where principal_kind = 'staff' and principal_id not in (select manager_staff_id from store.store)) as staff`;
  if (!people) throw new Error('there are no sample accounts');
  const { store, otherStore, customer, staff, manager } = people;
  // Of a rental that the staff made themselves, if there is none.
  await sql`
    with made as (
      select r.rental_id, p.payment_id, p.payment_date
      from rental.rental r join rental.inventory_item i using (inventory_id) join payment.payment p using (rental_id)
      where r.customer_id = ${customer} and r.store_id = ${store} and i.store_id = r.store_id and p.store_id = r.store_id
        and p.customer_id = r.customer_id and r.return_date is not null
      order by r.rental_id limit 1),
    rented as (update rental.rental r set staff_id = ${staff} from made where r.rental_id = made.rental_id)
    update payment.payment p set staff_id = ${staff}
    from made where p.payment_id = made.payment_id and p.payment_date = made.payment_date`;
  const own = await rentedRows({ sql }, store, customer, true);
  const other = await rentedRows({ sql }, otherStore, customer, false);
  const [others] = await sql<Pick<SampleRows, 'otherStaff' | 'otherManager' | 'leavingStaff' | 'staffUsername'>[]>`
    select
      (select min(m.staff_id)::text from store.staff m join store.store s using (store_id)
       where store_id = ${otherStore} and m.active and m.staff_id <> s.manager_staff_id) as "otherStaff",
      (select manager_staff_id::text from store.store where store_id = ${otherStore}) as "otherManager",
      (select max(staff_id)::text from store.staff
       where store_id = ${store} and active and staff_id not in (${staff}, ${manager})) as "leavingStaff",
      (select username from store.staff where staff_id = ${staff}) as "staffUsername"`;
  const [open] = await sql<Pick<SampleRows, 'actor' | 'category' | 'language' | 'city' | 'country'>[]>`
    select
      (select actor_id::text from film.film_actor where film_id = ${own.film} order by 1 limit 1) as actor,
      (select category_id::text from film.film_category where film_id = ${own.film} order by 1 limit 1) as category,
      (select language_id::text from film.film where film_id = ${own.film}) as language,
      (select city_id::text from customer.address where address_id = ${own.address}) as city,
      (select c.country_id::text from customer.address join customer.city c using (city_id)
       where address_id = ${own.address}) as country`;
  const [registration] = await sql<{ id: string }[]>`
    insert into identity.registration (registration_id, status, customer_id, requested_at, told_at, ended_at)
    values (gen_random_uuid(), 'completed', ${customer}, now(), now(), now()) returning registration_id::text as id`;
  const rows = {
    ...people,
    ...others,
    ...open,
    ...own,
    otherCustomer: other.customer,
    otherRental: other.rental,
    otherCopy: other.copy,
    otherFilm: other.film,
    otherPayment: other.payment,
    otherAddress: other.address,
    registration: registration?.id,
  };
  for (const [name, id] of Object.entries(rows)) if (!id) throw new Error(`no ${name}`);
  return rows as SampleRows;
}

interface RentedRows {
  readonly customer: string;
  readonly rental: string;
  readonly copy: string;
  readonly film: string;
  readonly filmTitle: string;
  readonly payment: string;
  readonly address: string;
  readonly homeStore: string;
  readonly email: string;
  readonly paidAt: string;
  readonly paidBefore: string;
  readonly staff: string;
}

/** A rental of a store and all that belongs to it: of the customer, or of another one. */
async function rentedRows(
  { sql }: Pick<TestDatabase, 'sql'>,
  store: string,
  customer: string,
  isOfCustomer: boolean,
): Promise<RentedRows> {
  const [found] = await sql<RentedRows[]>`
    select r.customer_id::text as customer, r.rental_id::text as rental, r.inventory_id::text as copy,
      i.film_id::text as film, f.title as "filmTitle", p.payment_id::text as payment, c.address_id::text as address, c.email,
      c.store_id::text as "homeStore", r.staff_id::text as staff,
      to_char(p.payment_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "paidAt",
      to_char((p.payment_date + interval '1 hour') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "paidBefore"
    from rental.rental r
    join rental.inventory_item i using (inventory_id)
    join film.film f using (film_id)
    join payment.payment p on p.rental_id = r.rental_id and p.store_id = r.store_id and p.customer_id = r.customer_id
    join customer.customer c on c.customer_id = r.customer_id
    join store.staff m on m.staff_id = r.staff_id
    where r.store_id = ${store} and i.store_id = r.store_id and m.store_id = r.store_id and c.active and c.email is not null
      and (r.customer_id = ${customer}) = ${isOfCustomer} and r.return_date is not null
      and i.film_id in (select film_id from film.film_actor)
    order by r.rental_id
    limit 1`;
  if (!found) throw new Error(`no rental of store ${store}`);
  return found;
}
