import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { CountryFilter } from '../domain/country-filter.ts';
import type { CountrySortField } from '../generated/resolvers.ts';

/** A row of `customer.country`. */
export interface CountryRow {
  readonly id: number;
  readonly name: string;
}

/** A list of countries. */
export type CountryRows = Connection<CountryRow>;

/** How countries are listed. */
export const countryList: KeysetDefinition<CountryFilter, CountrySortField, never> = {
  from: 'country c',
  id: 'c.country_id',
  orders: { ID: [], NAME: [{ expression: 'c.name', type: 'text' }] },
  parents: {},
  conditions: (filter, fragment) => [filter.namePattern !== undefined && fragment`c.name ilike ${filter.namePattern}`],
};

/** The countries of one request. */
export function countryStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<CountryRow[]>`
      select country_id as id, name from country where country_id = any(${[...ids]}::integer[])`,
    (country) => country.id,
  );
  return { byId, list: createKeysetList(sql, byId, countryList) };
}
