import { viewerOf, type Viewer } from '@reelhouse/auth';
import type { RowLoader } from '@reelhouse/database';
import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import { staffSeenBy } from './domain/access-policy.ts';
import type { CommandServices } from './domain/deactivate-staff.ts';
import { staffById, staffStore, type StaffRow } from './store/staff.ts';
import { storeStore } from './store/store.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  /** For whom it is answered. */
  readonly viewer: Viewer;
  readonly stores: ReturnType<typeof storeStore>;
  /** As far as the viewer sees them. */
  readonly staff: ReturnType<typeof staffStore>;
  /** All of them: for what a command has changed, which is shown to whoever gave it. */
  readonly changedStaff: RowLoader<StaffRow>;
  readonly commands: CommandServices;
}

/** Makes the context of a request. */
export function createContext({ sql, clock }: SubgraphServices, request: RequestContext): Context {
  const viewer = viewerOf(request.identity);
  return {
    ...request,
    viewer,
    stores: storeStore(sql),
    staff: staffStore(sql, staffSeenBy(viewer)),
    changedStaff: staffById(sql, { all: true, storeId: null }),
    commands: {
      sql,
      clock,
      viewer,
      caller: request.identity?.subject ?? 'anybody',
      traceparent: request.trace?.headers()['traceparent'],
    },
  };
}
