import { connectionResolvers } from '@reelhouse/connections';
import type { Resolvers } from '../generated/resolvers.ts';
import { address } from './address.ts';
import { city } from './city.ts';
import { country } from './country.ts';
import { customer } from './customer.ts';
import { mutation } from './mutation.ts';
import { customerPayload } from './payloads.ts';
import { query } from './query.ts';
import { store } from './store.ts';

/** All resolvers of the subgraph, by type. */
export const resolvers: Resolvers = {
  Query: query,
  Mutation: mutation,
  DeactivateCustomerPayload: customerPayload,
  ReactivateCustomerPayload: customerPayload,
  Customer: customer,
  CustomerConnection: connectionResolvers,
  Address: address,
  AddressConnection: connectionResolvers,
  City: city,
  CityConnection: connectionResolvers,
  Country: country,
  CountryConnection: connectionResolvers,
  Store: store,
};
