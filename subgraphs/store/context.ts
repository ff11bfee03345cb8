import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import type { CommandServices } from './domain/deactivate-staff.ts';
import { staffStore } from './store/staff.ts';
import { storeStore } from './store/store.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  readonly stores: ReturnType<typeof storeStore>;
  readonly staff: ReturnType<typeof staffStore>;
  readonly commands: CommandServices;
}

/** Makes the context of a request. */
export function createContext({ sql, clock }: SubgraphServices, request: RequestContext): Context {
  return {
    ...request,
    stores: storeStore(sql),
    staff: staffStore(sql),
    commands: {
      sql,
      clock,
      caller: request.identity?.subject ?? 'anybody',
      traceparent: request.trace?.headers()['traceparent'],
    },
  };
}
