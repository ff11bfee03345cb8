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
export { startGateway, type GatewayOptions } from './start-gateway.ts';
export { SupergraphRuntime, type RuntimeOptions } from './supergraph-runtime.ts';
