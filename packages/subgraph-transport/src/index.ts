export type { BreakerOptions } from './http/circuit-breaker.ts';
export type { HttpOptions } from './http/http-options.ts';
export { HttpTransport } from './http/http-transport.ts';
export { dnsResolver, type Endpoint, type ResolveHost, type ResolvedHost } from './http/resolve-host.ts';
export { InProcessTransport, type InProcessOptions } from './in-process-transport.ts';
export { unavailable } from './subgraph-errors.ts';
export type {
  PreparedOperation,
  PreparedSubscription,
  SubgraphOperation,
  SubgraphResponse,
  SubgraphSubscriptionOperation,
  SubgraphTransport,
} from './subgraph-transport.ts';
export type { FetchObservation, FetchOutcome, ObservedFetch, TransportObserver } from './transport-observer.ts';
