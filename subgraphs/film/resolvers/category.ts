import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseFilmFilter } from '../domain/film-filter.ts';
import type { CategoryResolvers } from '../generated/resolvers.ts';

export const category: CategoryResolvers = {
  __resolveReference: ({ id }, { categories }) => loadRow(categories.byId, id),
  films: ({ id }, page, { films }) =>
    films.list.of('category', id, parseFilmFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
};
