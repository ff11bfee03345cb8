import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { PeopleSeen } from '../domain/access-policy.ts';
import type { CustomerFilter } from '../domain/customer-filter.ts';
import type { CustomerSortField } from '../generated/resolvers.ts';

/** A row of `customer.customer`. */
export interface CustomerRow {
  readonly id: number;
  readonly storeId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly addressId: number;
  readonly active: boolean;
  /** `YYYY-MM-DD`. */
  readonly createDate: string;
  readonly lastUpdate: Date;
}

/** A list of customers. */
export type CustomerRows = Connection<CustomerRow>;

/** How customers are listed for somebody who sees these. */
export function customerList(seen: PeopleSeen): KeysetDefinition<CustomerFilter, CustomerSortField, 'store'> {
  return {
    from: 'customer c',
    id: 'c.customer_id',
    orders: {
      ID: [],
      NAME: [
        { expression: 'c.last_name', type: 'text' },
        { expression: 'c.first_name', type: 'text' },
      ],
      CREATE_DATE: [{ expression: 'c.create_date', type: 'date' }],
    },
    parents: { store: { column: 'c.store_id' } },
    conditions: (filter, fragment) => [
      !seen.all && fragment`c.customer_id = ${seen.customerId}`,
      filter.storeId !== undefined && fragment`c.store_id = ${filter.storeId}`,
      filter.active !== undefined && fragment`c.active = ${filter.active}`,
      // As the index customer_name_trigrams has it.
      filter.namePattern !== undefined && fragment`(c.first_name || ' ' || c.last_name) ilike ${filter.namePattern}`,
      filter.emailPattern !== undefined && fragment`c.email ilike ${filter.emailPattern}`,
    ],
  };
}

/**
 * The customers of one request, as far as whoever asks sees them.
 *
 * @param given told of the rows that are given, each once.
 */
export function customerStore(sql: Sql, seen: PeopleSeen, given: (rows: readonly CustomerRow[]) => void = () => {}) {
  const { all, customerId } = seen;
  const byId = rowLoader<CustomerRow>(
    async (ids) => {
      const rows = await sql<CustomerRow[]>`
        select customer_id as id, store_id as "storeId", first_name as "firstName", last_name as "lastName", email,
          address_id as "addressId", active, create_date as "createDate", last_update as "lastUpdate"
        from customer
        where customer_id = any(${[...ids]}::integer[]) and (${all}::boolean or customer_id = ${customerId}::integer)`;
      given(rows);
      return rows;
    },
    (customer) => customer.id,
  );
  return { byId, list: createKeysetList(sql, byId, customerList(seen)) };
}
