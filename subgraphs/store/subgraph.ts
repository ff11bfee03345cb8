import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { createContext } from './context.ts';
import { publishedEvents } from './events.ts';
import { resolvers } from './resolvers/index.ts';
import { storeSnapshots } from './snapshots.ts';

/** The shops: stores and who works in them. */
export const storeSubgraph = defineSubgraph({
  name: 'store',
  typeDefs: readTypeDefs('@reelhouse/subgraph-store'),
  resolvers,
  context: createContext,
  work: { events: publishedEvents, snapshots: storeSnapshots },
});
