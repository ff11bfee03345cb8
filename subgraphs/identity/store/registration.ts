import { rowLoader, type Sql, type Transaction } from '@reelhouse/database';

/** Whether a registration has ended, and how. */
export type RegistrationStatus = 'pending' | 'completed' | 'failed';

/** Why a registration failed. */
export type RegistrationFailure = 'store_not_found' | 'city_not_found' | 'not_accepted';

/** What the customer subgraph has to know of somebody who registers. Ids are those of the graph. */
export interface RegisteringPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly storeId: string;
  readonly address: string;
  readonly address2: string | null;
  readonly district: string;
  readonly cityId: string;
  readonly postalCode: string | null;
  readonly phone: string;
}

/** A registration as its client sees it. */
export interface RegistrationRow {
  readonly id: string;
  readonly status: RegistrationStatus;
  readonly failure: RegistrationFailure | null;
  readonly customerId: number | null;
}

/** A registration under way as the customer subgraph sees it. */
export interface RegistrationRequestRow extends RegisteringPerson {
  /** Its number. */
  readonly id: number;
}

/**
 * Begins a registration.
 *
 * @returns its number.
 */
export async function insertRegistration(
  tx: Transaction,
  { id, person, at }: { readonly id: string; readonly person: RegisteringPerson; readonly at: Date },
): Promise<number> {
  const [row] = await tx<{ number: number }[]>`
    insert into registration (registration_id, person, requested_at, told_at)
    values (${id}::uuid, ${JSON.stringify(person)}::text::jsonb, ${at}, ${at})
    returning number`;
  if (!row) throw new Error('a registration was not written');
  return row.number;
}

/** The registration that a client knows by its id. */
export async function findRegistration(sql: Sql, id: string): Promise<RegistrationRow | undefined> {
  const [row] = await sql<RegistrationRow[]>`
    select registration_id as id, status, failure, customer_id as "customerId"
    from registration where registration_id = ${id}::uuid`;
  return row;
}

/** The registrations of some numbers that are under way, in any order. */
export async function readRegistrationRequests(
  sql: Sql,
  numbers: readonly number[],
): Promise<RegistrationRequestRow[]> {
  const rows = await sql<{ number: number; person: string | null }[]>`
    select number, person::text as person from registration where number = any(${[...numbers]}::integer[]) and status = 'pending'`;
  return rows.map(({ number, person }) => ({ ...(JSON.parse(person ?? '{}') as RegisteringPerson), id: number }));
}

/** Locks a registration, and says whether it is under way. */
export async function lockPendingRegistration(tx: Transaction, number: number): Promise<boolean> {
  const rows = await tx<{ number: number }[]>`
    select number from registration where number = ${number} and status = 'pending' for update`;
  return rows.length > 0;
}

/** Ends a registration, and forgets who it was. */
export async function endRegistration(
  tx: Transaction,
  number: number,
  end: { readonly customerId: number } | { readonly failure: RegistrationFailure },
  at: Date,
): Promise<void> {
  const customerId = 'customerId' in end ? end.customerId : null;
  const failure = 'failure' in end ? end.failure : null;
  const status = customerId === null ? 'failed' : 'completed';
  await tx`
    update registration
    set status = ${status}::registration_status, customer_id = ${customerId},
      failure = ${failure}::registration_failure, person = null, ended_at = ${at}
    where number = ${number}`;
}

/** Some registrations of which the customer subgraph was told before a moment, and that it has not answered; locked. */
export async function lockUnanswered(tx: Transaction, toldBefore: Date, limit: number): Promise<number[]> {
  const rows = await tx<{ number: number }[]>`
    select number from registration where status = 'pending' and told_at < ${toldBefore}
    order by told_at, number limit ${limit} for update skip locked`;
  return rows.map(({ number }) => number);
}

/** Notes that the customer subgraph was told of registrations. */
export async function noteTold(tx: Transaction, numbers: readonly number[], at: Date): Promise<void> {
  await tx`update registration set told_at = ${at} where number = any(${[...numbers]}::integer[])`;
}

/** Forgets registrations that ended before a moment, and says how many it were. */
export async function deleteRegistrationsBefore(tx: Transaction, endedBefore: Date, limit: number): Promise<number> {
  const rows = await tx<{ number: number }[]>`
    delete from registration where number in (
      select number from registration where ended_at < ${endedBefore} order by ended_at limit ${limit}
      for update skip locked
    )
    returning number`;
  return rows.length;
}

/** The registrations of one request. */
export function registrationStore(sql: Sql) {
  return {
    byId: (id: string) => findRegistration(sql, id),
    requests: rowLoader<RegistrationRequestRow>(
      (numbers) => readRegistrationRequests(sql, numbers),
      (request) => request.id,
    ),
  };
}
