import { randomUUID } from 'node:crypto';
import { serviceIdentity } from '@reelhouse/auth';
import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { customerConsumers } from './consumers.ts';
import { createContext, privilegedReadsOf } from './context.ts';
import { finishRegistration } from './domain/finish-registration.ts';
import { tellReads } from './domain/record-reads.ts';
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
    watch(services, log) {
      const { sql, clock, entities } = services;
      const finish = (registrationId: number): Promise<void> => {
        const request = { requestId: randomUUID(), log, identity: serviceIdentity('customer') };
        return finishRegistration({ sql, clock, entities: entities.forRequest(request) }, registrationId);
      };
      const watches = [watchRegistrations(sql, finish, log), privilegedReadsOf(services).watch(tellReads(sql), log)];
      return {
        async stop() {
          await Promise.all(watches.map((watch) => watch.stop()));
        },
      };
    },
  },
});
