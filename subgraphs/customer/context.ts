import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import type { CommandServices } from './domain/deactivate-customer.ts';
import { addressStore } from './store/address.ts';
import { cityStore } from './store/city.ts';
import { countryStore } from './store/country.ts';
import { customerStore } from './store/customer.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  readonly customers: ReturnType<typeof customerStore>;
  readonly addresses: ReturnType<typeof addressStore>;
  readonly cities: ReturnType<typeof cityStore>;
  readonly countries: ReturnType<typeof countryStore>;
  readonly commands: CommandServices;
}

/** Makes the context of a request. */
export function createContext({ sql, clock }: SubgraphServices, request: RequestContext): Context {
  return {
    ...request,
    customers: customerStore(sql),
    addresses: addressStore(sql),
    cities: cityStore(sql),
    countries: countryStore(sql),
    commands: {
      sql,
      clock,
      caller: request.identity?.subject ?? 'anybody',
      traceparent: request.trace?.headers()['traceparent'],
    },
  };
}
