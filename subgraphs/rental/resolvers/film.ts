import { pageRequest } from '@reelhouse/connections';
import { filterKey } from '@reelhouse/database';
import { resolveReference, sortOrder } from '@reelhouse/subgraph';
import { parseCopyFilter } from '../domain/copy-filter.ts';
import type { FilmResolvers } from '../generated/resolvers.ts';

export const film: FilmResolvers = {
  __resolveReference: resolveReference,
  copies: ({ id }, page, { copies }) =>
    copies.list.of('film', id, parseCopyFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  availability: ({ id }, { storeId }, { availability }) => availability.of(id, filterKey('storeId', storeId)),
};
