import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { createContext } from './context.ts';
import { publishedEvents } from './events.ts';
import { rentalJobs } from './jobs.ts';
import { resolvers } from './resolvers/index.ts';
import { rentalSnapshots } from './snapshots.ts';

/** The lending desk: the copies of films and their rentals. */
export const rentalSubgraph = defineSubgraph({
  name: 'rental',
  typeDefs: readTypeDefs('@reelhouse/subgraph-rental'),
  resolvers,
  context: createContext,
  work: {
    events: publishedEvents,
    snapshots: rentalSnapshots,
    jobs: () => rentalJobs,
  },
});
