import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { createContext } from './context.ts';
import { resolvers } from './resolvers/index.ts';

/** The lending desk: the copies of films and their rentals. */
export const rentalSubgraph = defineSubgraph({
  name: 'rental',
  typeDefs: readTypeDefs('@reelhouse/subgraph-rental'),
  resolvers,
  context: createContext,
});
