import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { createContext } from './context.ts';
import { resolvers } from './resolvers/index.ts';

/** The catalogue: films, actors, categories and languages. */
export const filmSubgraph = defineSubgraph({
  name: 'film',
  typeDefs: readTypeDefs('@reelhouse/subgraph-film'),
  resolvers,
  context: createContext,
});
