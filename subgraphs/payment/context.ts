import { viewerOf } from '@reelhouse/auth';
import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import { paymentPolicy } from './domain/payment-policy.ts';
import { paymentStore } from './store/payment.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  readonly payments: ReturnType<typeof paymentStore>;
}

/** Makes the context of a request. */
export function createContext({ sql }: SubgraphServices, request: RequestContext): Context {
  return { ...request, payments: paymentStore(sql, paymentPolicy(viewerOf(request.identity))) };
}
