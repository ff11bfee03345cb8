import { pageRequest } from '@reelhouse/connections';
import { loadRow, sortOrder } from '@reelhouse/subgraph';
import { parseActorFilter } from '../domain/actor-filter.ts';
import { parseFilmFilter } from '../domain/film-filter.ts';
import { byRelevance } from '../domain/film-search.ts';
import { parseSearchText } from '../domain/search-text.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { foundFilms } from './film-search.ts';

export const query: QueryResolvers = {
  film: (_root, { id }, { films }) => loadRow(films.byId, id),
  films: (_root, page, { films }) =>
    films.list.all(parseFilmFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  searchFilms: (_root, { query: text, filter, ...page }, { films, filmSearch }) =>
    foundFilms(
      films.byId,
      filmSearch.search(parseSearchText('query', text), parseFilmFilter(filter), pageRequest(page, byRelevance)),
    ),
  actor: (_root, { id }, { actors }) => loadRow(actors.byId, id),
  actors: (_root, page, { actors }) =>
    actors.list.all(parseActorFilter(page.filter), pageRequest(page, sortOrder(page.sort))),
  category: (_root, { id }, { categories }) => loadRow(categories.byId, id),
  categories: (_root, page, { categories }) => categories.list.all({}, pageRequest(page, sortOrder(page.sort))),
  language: (_root, { id }, { languages }) => loadRow(languages.byId, id),
  languages: (_root, page, { languages }) => languages.list.all({}, pageRequest(page, sortOrder(page.sort))),
};
