export { composeSupergraph } from './compose-supergraph.ts';
export type { ComposedSupergraph, CompositionHint } from './compose-supergraph.ts';
export { CompositionFailed } from './composition-failed.ts';
export { formatProblem } from './problem.ts';
export type { Location, Problem } from './problem.ts';
export { readSubgraphs } from './read-subgraphs.ts';
export type { SdlFile, SubgraphSdl } from './subgraph-sdl.ts';
