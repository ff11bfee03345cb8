import { viewerOf, type Viewer } from '@reelhouse/auth';
import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import { peopleSeenBy, readerOf } from './domain/access-policy.ts';
import type { CommandServices } from './domain/deactivate-customer.ts';
import { PrivilegedReads } from './domain/record-reads.ts';
import { addressStore } from './store/address.ts';
import { cityStore } from './store/city.ts';
import { countryStore } from './store/country.ts';
import { customerStore } from './store/customer.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  /** For whom it is answered. */
  readonly viewer: Viewer;
  /** As far as the viewer sees them. */
  readonly customers: ReturnType<typeof customerStore>;
  /** As far as the viewer sees them. */
  readonly addresses: ReturnType<typeof addressStore>;
  readonly cities: ReturnType<typeof cityStore>;
  readonly countries: ReturnType<typeof countryStore>;
  readonly commands: CommandServices;
}

/** One for each subgraph that is open, which is one cache. */
const privilegedReads = new WeakMap<SubgraphServices['cache'], PrivilegedReads>();

/** What gathers the reads of a subgraph's requests. */
export function privilegedReadsOf({ cache, clock }: Pick<SubgraphServices, 'cache' | 'clock'>): PrivilegedReads {
  let reads = privilegedReads.get(cache);
  if (!reads) {
    reads = new PrivilegedReads(clock);
    privilegedReads.set(cache, reads);
  }
  return reads;
}

/** Makes the context of a request. */
export function createContext(services: SubgraphServices, request: RequestContext): Context {
  const { sql, clock } = services;
  const viewer = viewerOf(request.identity);
  const seen = peopleSeenBy(viewer);
  const reader = readerOf(viewer);
  const reads = privilegedReadsOf(services);
  return {
    ...request,
    viewer,
    customers: customerStore(sql, seen, (rows) => {
      if (reader)
        reads.record(
          reader,
          rows.map(({ id }) => id),
        );
    }),
    addresses: addressStore(sql, seen),
    cities: cityStore(sql),
    countries: countryStore(sql),
    commands: {
      sql,
      clock,
      viewer,
      caller: request.identity?.subject ?? 'anybody',
      traceparent: request.trace?.headers()['traceparent'],
    },
  };
}
