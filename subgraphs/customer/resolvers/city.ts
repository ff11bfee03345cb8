import { loadExisting, loadRow } from '@reelhouse/subgraph';
import type { CityResolvers } from '../generated/resolvers.ts';

export const city: CityResolvers = {
  __resolveReference: ({ id }, { cities }) => loadRow(cities.byId, id),
  country: ({ countryId }, _args, { countries }) => loadExisting(countries.byId, countryId),
};
