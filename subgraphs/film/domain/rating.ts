import type { Rating } from '../generated/resolvers.ts';

/** The ratings as Pagila writes them, by their names in the graph, where a name cannot have a hyphen. */
export const ratings = { G: 'G', PG: 'PG', PG_13: 'PG-13', R: 'R', NC_17: 'NC-17' } as const satisfies Readonly<
  Record<string, Rating>
>;
