import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseFilmFilter } from '../domain/film-filter.ts';
import type { ActorResolvers } from '../generated/resolvers.ts';

export const actor: ActorResolvers = {
  __resolveReference: ({ id }, { actors }) => loadRow(actors.byId, id),
  films: ({ id }, page, { films }) =>
    films.list.of('actor', id, parseFilmFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
};
