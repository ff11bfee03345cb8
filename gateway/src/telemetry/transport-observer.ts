import type { RequestContext } from '@reelhouse/http-server';
import type { TransportObserver } from '@reelhouse/subgraph-transport';
import type { GatewayMetrics } from '@reelhouse/telemetry';

/** What a transport over HTTP is given so that its requests carry the trace, and its retries and breakers are counted. */
export function transportObserver<Context extends RequestContext>(
  metrics: GatewayMetrics | undefined,
): TransportObserver<Context> {
  return {
    fetchStarted: (_fetch, { trace }) => trace && { headers: trace.headers(), ended: () => undefined },
    ...(metrics && {
      retried: (subgraph) => metrics.retried(subgraph),
      breakerChanged: (subgraph, instance, state) => metrics.breaker(subgraph, instance, state),
    }),
  };
}
