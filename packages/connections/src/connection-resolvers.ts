import type { Connection, Edge, PageInfo } from './connection.ts';

/** The resolvers of every connection type: spread them where a subgraph lists its types. */
export const connectionResolvers = {
  edges: <Node>(connection: Connection<Node>): Promise<readonly Edge<Node>[]> => connection.edges(),
  pageInfo: (connection: Connection<unknown>): Promise<PageInfo> => connection.pageInfo(),
  totalCount: (connection: Connection<unknown>): Promise<number> => connection.totalCount(),
};
