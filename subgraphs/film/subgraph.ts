import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { filmConsumers } from './consumers.ts';
import { createContext } from './context.ts';
import { CatalogueCache } from './domain/catalogue-cache.ts';
import { resolvers } from './resolvers/index.ts';
import { watchFilms } from './store/film-changes.ts';

/** The catalogue: films, actors, categories and languages. */
export const filmSubgraph = defineSubgraph({
  name: 'film',
  typeDefs: readTypeDefs('@reelhouse/subgraph-film'),
  resolvers,
  context: createContext,
  work: {
    consumers: () => filmConsumers,
    watch({ sql, cache }, log) {
      const catalogue = new CatalogueCache(cache);
      return watchFilms(sql, (change) => void catalogue.forget(change), log);
    },
  },
});
