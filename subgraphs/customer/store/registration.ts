import type { Sql, Transaction } from '@reelhouse/database';
import type { RegistrationRefusal } from '../events.ts';

/** A registration as far as it has come here. */
export interface RegistrationRow {
  readonly customerId: number | null;
  readonly refused: RegistrationRefusal | null;
}

/** What a customer is made of. */
export interface NewCustomer {
  readonly storeId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly address: string;
  readonly address2: string | null;
  readonly district: string;
  readonly cityId: number;
  readonly postalCode: string | null;
  readonly phone: string;
  /** `YYYY-MM-DD`. */
  readonly createDate: string;
}

/**
 * Notes that somebody wants to become a customer.
 *
 * @returns whether that is new.
 */
export async function insertRegistration(tx: Transaction, id: number, heardAt: Date): Promise<boolean> {
  const rows = await tx<{ id: number }[]>`
    insert into customer_request (registration_id, heard_at) values (${id}, ${heardAt})
    on conflict do nothing returning registration_id as id`;
  return rows.length > 0;
}

/** How far a registration is, which stays so until the transaction ends; undefined if it is not known. */
export async function lockRegistration(tx: Transaction, id: number): Promise<RegistrationRow | undefined> {
  const [row] = await tx<{ customerId: number | null; refused: string | null }[]>`
    select customer_id as "customerId", refused from customer_request where registration_id = ${id} for update`;
  return row as RegistrationRow | undefined;
}

/** Some of the registrations that have not ended, after one; those that came first come first. */
export async function openRegistrations(sql: Sql, after: number, limit: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select registration_id as id from customer_request where ended_at is null and registration_id > ${after}
    order by registration_id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Notes how a registration ended. */
export async function endRegistration(tx: Transaction, id: number, end: RegistrationRow, at: Date): Promise<void> {
  await tx`
    update customer_request set customer_id = ${end.customerId}, refused = ${end.refused}, ended_at = ${at}
    where registration_id = ${id}`;
}

/**
 * Makes a customer, with an address of their own.
 *
 * @returns the customer's id; undefined if there is no such city.
 */
export async function insertCustomer(tx: Transaction, person: NewCustomer, at: Date): Promise<number | undefined> {
  const [made] = await tx<{ id: number }[]>`
    with home as (
      insert into address (address, address2, district, city_id, postal_code, phone, last_update)
      select ${person.address}, ${person.address2}, ${person.district}, city_id, ${person.postalCode}, ${person.phone}, ${at}
      from city where city_id = ${person.cityId}
      returning address_id
    )
    insert into customer (store_id, first_name, last_name, email, address_id, create_date, last_update)
    select ${person.storeId}, ${person.firstName}, ${person.lastName}, ${person.email}, address_id,
      ${person.createDate}::text::date, ${at}
    from home
    returning customer_id as id`;
  return made?.id;
}
