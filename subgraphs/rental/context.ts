import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import type { CommandServices } from './domain/command.ts';
import { availabilityStore } from './store/availability.ts';
import { copyStore } from './store/copy.ts';
import { rentalStore } from './store/rental.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  /** When the request came: one request sees one time, so that its lists and its rows agree on what is overdue. */
  readonly now: Date;
  readonly copies: ReturnType<typeof copyStore>;
  readonly availability: ReturnType<typeof availabilityStore>;
  readonly rentals: ReturnType<typeof rentalStore>;
  readonly commands: CommandServices;
}

/** Makes the context of a request. */
export function createContext({ sql, clock, entities }: SubgraphServices, request: RequestContext): Context {
  return {
    ...request,
    now: clock.now(),
    copies: copyStore(sql),
    availability: availabilityStore(sql),
    rentals: rentalStore(sql),
    commands: {
      sql,
      clock,
      entities: entities.forRequest(request),
      identity: request.identity,
      traceparent: request.trace?.headers()['traceparent'],
    },
  };
}
