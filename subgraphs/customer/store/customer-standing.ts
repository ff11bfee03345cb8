import type { Transaction } from '@reelhouse/database';
import type { OfferedSnapshot } from '@reelhouse/subgraph';
import type { CustomerStanding } from '../events.ts';

/** A transaction that sees the rows of one moment. */
type SnapshotSql = Parameters<OfferedSnapshot['read']>[0];

/** How many rows are sent at once. */
const part = 500;

/** How each customer is, former ones too, in the order in which they came. */
export function allCustomers(sql: SnapshotSql): AsyncIterable<CustomerStanding[]> {
  return sql<CustomerStanding[]>`
    select customer_id as "customerId", active, email from customer order by customer_id`.cursor(part);
}

/** How a customer is, who stays so until the transaction ends; undefined if there is none. */
export async function lockCustomer(tx: Transaction, id: number): Promise<CustomerStanding | undefined> {
  const [customer] = await tx<CustomerStanding[]>`
    select customer_id as "customerId", active, email from customer where customer_id = ${id} for update`;
  return customer;
}

/** Notes whether a customer may rent. */
export async function updateCustomerActive(tx: Transaction, id: number, active: boolean, at: Date): Promise<void> {
  await tx`update customer set active = ${active}, last_update = ${at} where customer_id = ${id}`;
}
