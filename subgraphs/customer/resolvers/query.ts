import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseAddressFilter } from '../domain/address-filter.ts';
import { parseCityFilter } from '../domain/city-filter.ts';
import { parseCountryFilter } from '../domain/country-filter.ts';
import { parseCustomerFilter } from '../domain/customer-filter.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const query: QueryResolvers = {
  customer: (_root, { id }, { customers }) => loadRow(customers.byId, id),
  customers: (_root, page, { customers }) =>
    customers.list.all(parseCustomerFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  address: (_root, { id }, { addresses }) => loadRow(addresses.byId, id),
  addresses: (_root, page, { addresses }) =>
    addresses.list.all(parseAddressFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  city: (_root, { id }, { cities }) => loadRow(cities.byId, id),
  cities: (_root, page, { cities }) =>
    cities.list.all(parseCityFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  country: (_root, { id }, { countries }) => loadRow(countries.byId, id),
  countries: (_root, page, { countries }) =>
    countries.list.all(parseCountryFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
};
