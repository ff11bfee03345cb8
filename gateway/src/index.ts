export { HttpTransport, type HttpOptions } from './http-transport.ts';
export { InProcessTransport, type InProcessOptions } from './in-process-transport.ts';
export { startGateway, type GatewayOptions } from './start-gateway.ts';
export { SupergraphRuntime, type RuntimeOptions } from './supergraph-runtime.ts';
export type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from './transport.ts';
