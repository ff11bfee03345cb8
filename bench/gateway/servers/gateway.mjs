/** Our gateway: over HTTP where it is told URLs, else with the subgraphs in this process. */
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { HttpTransport, InProcessTransport, startGateway } from '@reelhouse/gateway';
import { parse } from 'graphql';
import { createGraph } from '../../peers/graph.mjs';
import { announce, config, listening, plainContext } from './measured-server.mjs';

function inProcess() {
  return Object.entries(createGraph(config.resolution).subgraphs).map(([subgraph, { typeDefs, resolvers }]) => {
    const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
    return [subgraph, new InProcessTransport({ subgraph, schema, context: plainContext })];
  });
}

function overHttp() {
  return Object.entries(config.urls).map(([subgraph, url]) => [subgraph, new HttpTransport({ subgraph, url })]);
}

const { url } = await startGateway({
  ...listening,
  supergraphSdl: readFileSync(config.supergraph, 'utf8'),
  transports: Object.fromEntries(config.urls ? overHttp() : inProcess()),
  context: plainContext,
});
announce(url);
