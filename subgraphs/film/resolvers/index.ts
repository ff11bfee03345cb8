import { connectionResolvers } from '@reelhouse/connections';
import { ratings } from '../domain/rating.ts';
import { specialFeatures } from '../domain/special-feature.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { actor } from './actor.ts';
import { category } from './category.ts';
import { categoryFacet, filmSearchConnection, languageFacet } from './film-search.ts';
import { film } from './film.ts';
import { language } from './language.ts';
import { query } from './query.ts';

/** All resolvers of the subgraph, by type. */
export const resolvers: Resolvers = {
  Query: query,
  Film: film,
  FilmConnection: connectionResolvers,
  FilmSearchConnection: filmSearchConnection,
  CategoryFacet: categoryFacet,
  LanguageFacet: languageFacet,
  Rating: ratings,
  SpecialFeature: specialFeatures,
  Actor: actor,
  ActorConnection: connectionResolvers,
  Category: category,
  CategoryConnection: connectionResolvers,
  Language: language,
  LanguageConnection: connectionResolvers,
};
