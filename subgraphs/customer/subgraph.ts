import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { createContext } from './context.ts';
import { resolvers } from './resolvers/index.ts';

/** The people who rent, and the addresses of everybody: customers, addresses, cities and countries. */
export const customerSubgraph = defineSubgraph({
  name: 'customer',
  typeDefs: readTypeDefs('@reelhouse/subgraph-customer'),
  resolvers,
  context: createContext,
});
