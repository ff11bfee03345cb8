import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { HttpTransport, InProcessTransport, startGateway, type SubgraphTransport } from '@reelhouse/gateway';
import type { RequestContext } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { createGraph } from '../../peers/graph.mjs';
import { announce, listening, plainContext, serverConfig } from './measured-server.ts';

/** Our gateway: over HTTP where it is told URLs, else with the subgraphs in this process. */
const { resolution, supergraph = '', urls } = serverConfig();

function inProcess(): [string, SubgraphTransport<RequestContext>][] {
  return Object.entries(createGraph(resolution).subgraphs).map(([subgraph, { typeDefs, resolvers }]) => {
    const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: { ...resolvers } });
    return [subgraph, new InProcessTransport<RequestContext>({ subgraph, schema, context: plainContext })];
  });
}

function overHttp(at: Readonly<Record<string, string>>): [string, SubgraphTransport<RequestContext>][] {
  return Object.entries(at).map(([subgraph, url]) => [subgraph, new HttpTransport({ subgraph, url })]);
}

const { url } = await startGateway<RequestContext>({
  ...listening,
  supergraphSdl: readFileSync(supergraph, 'utf8'),
  transports: Object.fromEntries(urls ? overHttp(urls) : inProcess()),
  context: plainContext,
});
announce(url);
