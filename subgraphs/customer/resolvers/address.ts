import { loadExisting, loadRow } from '@reelhouse/subgraph';
import type { AddressResolvers } from '../generated/resolvers.ts';

export const address: AddressResolvers = {
  __resolveReference: ({ id }, { addresses }) => loadRow(addresses.byId, id),
  city: ({ cityId }, _args, { cities }) => loadExisting(cities.byId, cityId),
};
