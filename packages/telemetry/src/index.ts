export { GatewayMetrics, type BreakerState } from './gateway-metrics.ts';
export { Metrics, type MetricsOptions } from './metrics.ts';
export {
  observeRequests,
  type ObservedRequest,
  type RequestObservation,
  type RequestObserver,
} from './observe-requests.ts';
export type { RequestOutcome } from './request-outcome.ts';
export { serveMetrics, type MetricsServer, type ServeMetricsOptions } from './serve-metrics.ts';
export { startTelemetry, type Telemetry, type TelemetryOptions } from './telemetry.ts';
export { SubgraphMetrics, type SubgraphFigures } from './subgraph-metrics.ts';
export { Trace } from './trace.ts';
