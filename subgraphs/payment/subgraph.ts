import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { createContext } from './context.ts';
import { paymentJobs } from './jobs.ts';
import { resolvers } from './resolvers/index.ts';

/** The books: what customers have paid. */
export const paymentSubgraph = defineSubgraph({
  name: 'payment',
  typeDefs: readTypeDefs('@reelhouse/subgraph-payment'),
  resolvers,
  context: createContext,
  work: { jobs: () => paymentJobs },
});
