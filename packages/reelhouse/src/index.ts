export { openHouse } from './open-house.ts';
export type { House, HouseOptions } from './open-house.ts';
export { subgraphs } from './subgraphs.ts';
export { supergraphSdl } from './supergraph-sdl.ts';
export { catalogueOperation, deskOperation } from './example-operations.ts';
