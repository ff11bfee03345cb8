/** SDL, and the resolvers of it by type and field. */
export interface SchemaSource {
  readonly typeDefs: string;
  readonly resolvers: object;
}

/** The graph that is measured, in both forms. */
export interface Graph {
  readonly subgraphs: Readonly<Record<'film' | 'store' | 'customer' | 'rental', SchemaSource>>;
  readonly single: SchemaSource;
}

/**
 * Where resolvers find rows: in memory, or through DataLoaders that answer a turn of the event loop later and live as long
 * as the context of a request.
 */
export type Resolution = 'memory' | 'loaders';

export function createGraph(resolution: Resolution): Graph;
