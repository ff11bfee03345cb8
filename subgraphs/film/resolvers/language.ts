import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseFilmFilter } from '../domain/film-filter.ts';
import type { LanguageResolvers } from '../generated/resolvers.ts';

export const language: LanguageResolvers = {
  __resolveReference: ({ id }, { languages }) => loadRow(languages.byId, id),
  films: ({ id }, page, { films }) =>
    films.list.of('language', id, parseFilmFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
};
