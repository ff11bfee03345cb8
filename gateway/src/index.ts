export {
  HttpTransport,
  InProcessTransport,
  type HttpOptions,
  type InProcessOptions,
  type PreparedOperation,
  type SubgraphOperation,
  type SubgraphResponse,
  type SubgraphTransport,
} from '@reelhouse/subgraph-transport';
export type { LiveSchemaOptions, SchemaOutcome } from './live-schema/live-schema.ts';
export type { NamedSubgraph, TransportFactory } from './live-schema/shared-transports.ts';
export { startGateway, type Gateway, type GatewayOptions, type WatchedSupergraph } from './start-gateway.ts';
export { startTelemetry, type Telemetry, type TelemetryOptions } from '@reelhouse/telemetry';
export { SupergraphRuntime, type RuntimeOptions } from './supergraph-runtime.ts';
