export { composeFile } from './compose.ts';
export { keyVariables } from './key-variables.ts';
export { runServices } from './run-services.ts';
export { startServices, type MigratedDatabase, type RunningServices, type ServicesOptions } from './start-services.ts';
export { services, subgraphPorts, type Endpoints, type Service } from './topology.ts';
