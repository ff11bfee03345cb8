import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { CityFilter } from '../domain/city-filter.ts';
import type { CitySortField } from '../generated/resolvers.ts';

/** A row of `customer.city`. */
export interface CityRow {
  readonly id: number;
  readonly name: string;
  readonly countryId: number;
}

/** A list of cities. */
export type CityRows = Connection<CityRow>;

/** How cities are listed. */
export const cityList: KeysetDefinition<CityFilter, CitySortField, 'country'> = {
  from: 'city c',
  id: 'c.city_id',
  orders: { ID: [], NAME: [{ expression: 'c.name', type: 'text' }] },
  parents: { country: { column: 'c.country_id' } },
  conditions: (filter, fragment) => [
    filter.countryId !== undefined && fragment`c.country_id = ${filter.countryId}`,
    filter.namePattern !== undefined && fragment`c.name ilike ${filter.namePattern}`,
  ],
};

/** The cities of one request. */
export function cityStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<CityRow[]>`
      select city_id as id, name, country_id as "countryId" from city where city_id = any(${[...ids]}::integer[])`,
    (city) => city.id,
  );
  return { byId, list: createKeysetList(sql, byId, cityList) };
}
