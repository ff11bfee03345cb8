export { HttpTransport, type HttpOptions } from './http-transport.ts';
export { InProcessTransport, type InProcessOptions } from './in-process-transport.ts';
export { unavailable } from './subgraph-errors.ts';
export type {
  PreparedOperation,
  SubgraphOperation,
  SubgraphResponse,
  SubgraphTransport,
} from './subgraph-transport.ts';
