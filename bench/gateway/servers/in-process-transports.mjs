import { buildSubgraphSchema } from '@apollo/subgraph';
import { InProcessTransport } from '@reelhouse/gateway';
import { parse } from 'graphql';
import { createGraph } from '../../peers/graph.mjs';
import { plainContext } from './measured-server.mjs';

/** The subgraphs of the graph that is measured, in this process, by name. */
export function inProcessTransports(resolution) {
  const subgraphs = Object.entries(createGraph(resolution).subgraphs);
  return Object.fromEntries(
    subgraphs.map(([subgraph, { typeDefs, resolvers }]) => {
      const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
      return [subgraph, new InProcessTransport({ subgraph, schema, context: plainContext })];
    }),
  );
}
