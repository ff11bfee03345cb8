export { askSubgraph } from './ask.ts';
export type { AskedSubgraph, Representation } from './ask.ts';
export { planEveryList } from './plan-every-list.ts';
export { createSampleDatabase, sampleAsOf } from './sample-database.ts';
export { createTestDatabase } from './test-database.ts';
export type { TestDatabase } from './test-database.ts';
