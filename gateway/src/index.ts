export type { DenialCount, RecordDenials } from './denials/denial.ts';
export type { DenialLogOptions } from './denials/denial-log.ts';
export { recordDenialsAt } from './denials/record-denials.ts';
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
export { defaultEdgeSettings } from './edge/default-edge-settings.ts';
export type { EdgeSettings, IntrospectionSetting } from './edge/edge-settings.ts';
export type { OperationLimits } from './limits/operation-limits.ts';
export { OperationRegistry } from './registered-operations/operation-registry.ts';
export type {
  RegistrationLevel,
  RegistrationRule,
  RegistrationSettings,
} from './registered-operations/registration-level.ts';
export type { LiveSchemaOptions, SchemaOutcome } from './live-schema/live-schema.ts';
export type { NamedSubgraph, TransportFactory } from './live-schema/shared-transports.ts';
export {
  startGateway,
  type Gateway,
  type GatewayEdge,
  type GatewayOptions,
  type WatchedSupergraph,
} from './start-gateway.ts';
export { startTelemetry, type Telemetry, type TelemetryOptions } from '@reelhouse/telemetry';
export type { SubscriptionObserver } from './subscriptions/subscription-engine.ts';
export type { SubscriptionFigures } from './subscriptions/subscription-figures.ts';
export type { SubscriptionSettings } from './subscriptions/subscription-settings.ts';
export { SupergraphRuntime, type RuntimeOptions } from './supergraph-runtime.ts';
export { createAuthenticate, endedSessionsOf, RevokedSessions, type Authenticate } from './authentication/index.ts';
