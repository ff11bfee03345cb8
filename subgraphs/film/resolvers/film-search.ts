import { connectionResolvers, type Connection } from '@reelhouse/connections';
import { keysetConnection, type RowLoader } from '@reelhouse/database';
import { loadExisting } from '@reelhouse/subgraph';
import type { FilmSearchAnswer } from '../domain/film-search.ts';
import type {
  CategoryFacetResolvers,
  FilmSearchConnectionResolvers,
  LanguageFacetResolvers,
} from '../generated/resolvers.ts';
import type { FilmRow } from '../store/film.ts';

/** The films that a search found, and how they divide. */
export interface FoundFilms extends Connection<FilmRow>, Pick<FilmSearchAnswer, 'facets'> {}

/** Joins the answer of a search with the rows of the films. */
export function foundFilms(films: RowLoader<FilmRow>, answer: FilmSearchAnswer): FoundFilms {
  const connection = keysetConnection(
    films,
    () => answer.page(),
    () => answer.count(),
  );
  return { ...connection, facets: () => answer.facets() };
}

export const filmSearchConnection: FilmSearchConnectionResolvers = {
  ...connectionResolvers,
  facets: (found) => found.facets(),
};

export const categoryFacet: CategoryFacetResolvers = {
  category: ({ categoryId }, _args, { categories }) => loadExisting(categories.byId, categoryId),
};

export const languageFacet: LanguageFacetResolvers = {
  language: ({ languageId }, _args, { languages }) => loadExisting(languages.byId, languageId),
};
