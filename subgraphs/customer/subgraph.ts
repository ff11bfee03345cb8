import { randomUUID } from 'node:crypto';
import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { customerConsumers } from './consumers.ts';
import { createContext } from './context.ts';
import { finishRegistration } from './domain/finish-registration.ts';
import { watchRegistrations } from './domain/watch-registrations.ts';
import { publishedEvents } from './events.ts';
import { resolvers } from './resolvers/index.ts';
import { customerSnapshots } from './snapshots.ts';

/** The people who rent, and the addresses of everybody: customers, addresses, cities and countries. */
export const customerSubgraph = defineSubgraph({
  name: 'customer',
  typeDefs: readTypeDefs('@reelhouse/subgraph-customer'),
  resolvers,
  context: createContext,
  work: {
    events: publishedEvents,
    snapshots: customerSnapshots,
    consumers: () => customerConsumers,
    watch({ sql, clock, entities }, log) {
      const finish = (registrationId: number): Promise<void> => {
        const request = { requestId: randomUUID(), log };
        return finishRegistration({ sql, clock, entities: entities.forRequest(request) }, registrationId);
      };
      return watchRegistrations(sql, finish, log);
    },
  },
});
