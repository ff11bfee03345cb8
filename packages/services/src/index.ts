export { composeFile } from './compose.ts';
export { runServices, startServices, type RunningServices, type ServicesOptions } from './run-services.ts';
export { services, subgraphPorts, type Endpoints, type Service } from './topology.ts';
