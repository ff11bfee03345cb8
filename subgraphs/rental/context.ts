import { viewerOf, type Viewer } from '@reelhouse/auth';
import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import type { CommandServices } from './domain/command.ts';
import { rowPolicyOf } from './domain/row-policy.ts';
import { availabilityStore } from './store/availability.ts';
import { copyStore } from './store/copy.ts';
import { rentalStore } from './store/rental.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  /** When the request came: one request sees one time, so that its lists and its rows agree on what is overdue. */
  readonly now: Date;
  /** For whom rows are read. */
  readonly viewer: Viewer;
  readonly copies: ReturnType<typeof copyStore>;
  readonly availability: ReturnType<typeof availabilityStore>;
  readonly rentals: ReturnType<typeof rentalStore>;
  readonly commands: CommandServices;
}

/** Makes the context of a request. */
export function createContext({ sql, clock, entities }: SubgraphServices, request: RequestContext): Context {
  const viewer = viewerOf(request.identity);
  const policy = rowPolicyOf(viewer);
  return {
    ...request,
    now: clock.now(),
    viewer,
    copies: copyStore(sql, policy),
    availability: availabilityStore(sql),
    rentals: rentalStore(sql, policy),
    commands: {
      sql,
      clock,
      entities: entities.forRequest(request),
      identity: request.identity,
      traceparent: request.trace?.headers()['traceparent'],
    },
  };
}
