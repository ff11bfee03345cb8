import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseCityFilter } from '../domain/city-filter.ts';
import type { CountryResolvers } from '../generated/resolvers.ts';

export const country: CountryResolvers = {
  __resolveReference: ({ id }, { countries }) => loadRow(countries.byId, id),
  cities: ({ id }, page, { cities }) =>
    cities.list.of('country', id, parseCityFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
};
