export { EntityClient } from './entity-client.ts';
export type { Entities, EntityClientOptions } from './entity-client.ts';
export { defineFacts } from './facts.ts';
export type { Facts } from './facts.ts';
