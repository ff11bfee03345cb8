import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { PeopleSeen } from '../domain/access-policy.ts';
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

/** How addresses are listed for somebody who sees these people: beside theirs, those of stores. */
export function addressList(seen: PeopleSeen): KeysetDefinition<AddressFilter, AddressSortField, never> {
  return {
    from: 'address a',
    id: 'a.address_id',
    orders: { ID: [] },
    parents: {},
    conditions: (filter, fragment) => [
      !seen.all &&
        fragment`a.address_id in (
          select address_id from store_address
          union all select address_id from customer where customer_id = ${seen.customerId}
        )`,
      filter.cityId !== undefined && fragment`a.city_id = ${filter.cityId}`,
    ],
  };
}

/** The addresses of one request, as far as whoever asks sees them: those of the people that they see, and of stores. */
export function addressStore(sql: Sql, seen: PeopleSeen) {
  const { all, customerId } = seen;
  const byId = rowLoader<AddressRow>(
    (ids) => sql<AddressRow[]>`
      select a.address_id as id, a.address, a.address2, a.district, a.city_id as "cityId",
        a.postal_code as "postalCode", a.phone, a.last_update as "lastUpdate"
      from address a
      where a.address_id = any(${[...ids]}::integer[]) and (
        ${all}::boolean or a.address_id in (
          select address_id from store_address
          union all select address_id from customer where customer_id = ${customerId}::integer
        )
      )`,
    (address) => address.id,
  );
  return { byId, list: createKeysetList(sql, byId, addressList(seen)) };
}
