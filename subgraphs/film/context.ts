import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import { CatalogueCache } from './domain/catalogue-cache.ts';
import type { FilmSearch } from './domain/film-search.ts';
import { actorStore } from './store/actor.ts';
import { categoryStore } from './store/category.ts';
import { PostgresFilmSearch } from './store/film-search.ts';
import { filmStore } from './store/film.ts';
import { languageStore } from './store/language.ts';
import { popularityStore } from './store/popularity.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  readonly films: ReturnType<typeof filmStore>;
  readonly filmSearch: FilmSearch;
  readonly popularity: ReturnType<typeof popularityStore>;
  readonly actors: ReturnType<typeof actorStore>;
  readonly categories: ReturnType<typeof categoryStore>;
  readonly languages: ReturnType<typeof languageStore>;
}

/** Makes the context of a request. */
export function createContext({ sql, cache }: SubgraphServices, request: RequestContext): Context {
  const catalogue = new CatalogueCache(cache);
  return {
    ...request,
    films: filmStore(sql, catalogue),
    filmSearch: catalogue.search(new PostgresFilmSearch(sql)),
    popularity: popularityStore(sql),
    actors: actorStore(sql),
    categories: categoryStore(sql),
    languages: languageStore(sql),
  };
}
