import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { AddressFilter } from '../domain/address-filter.ts';
import type { AddressSortField } from '../generated/resolvers.ts';

/** A row of `customer.address`. */
export interface AddressRow {
  readonly id: number;
  readonly address: string;
  readonly address2: string | null;
  readonly district: string;
  readonly cityId: number;
  readonly postalCode: string | null;
  readonly phone: string;
  readonly lastUpdate: Date;
}

/** A list of addresses. */
export type AddressRows = Connection<AddressRow>;

/** How addresses are listed. */
export const addressList: KeysetDefinition<AddressFilter, AddressSortField, never> = {
  from: 'address a',
  id: 'a.address_id',
  orders: { ID: [] },
  parents: {},
  conditions: (filter, fragment) => [filter.cityId !== undefined && fragment`a.city_id = ${filter.cityId}`],
};

/** The addresses of one request. */
export function addressStore(sql: Sql) {
  const byId = rowLoader<AddressRow>(
    (ids) => sql<AddressRow[]>`
      select a.address_id as id, a.address, a.address2, a.district, a.city_id as "cityId",
        a.postal_code as "postalCode", a.phone, a.last_update as "lastUpdate"
      from address a where a.address_id = any(${[...ids]}::integer[])`,
    (address) => address.id,
  );
  return { byId, list: createKeysetList(sql, byId, addressList) };
}
