import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import { staffStore } from './store/staff.ts';
import { storeStore } from './store/store.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  readonly stores: ReturnType<typeof storeStore>;
  readonly staff: ReturnType<typeof staffStore>;
}

/** Makes the context of a request. */
export function createContext({ sql }: SubgraphServices, request: RequestContext): Context {
  return { ...request, stores: storeStore(sql), staff: staffStore(sql) };
}
