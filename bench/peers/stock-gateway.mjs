/** ApolloGateway behind Apollo Server: over HTTP where it is told URLs, else with the subgraphs in this process. */
import { readFileSync } from 'node:fs';
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { Agent, fetch } from 'undici';
import { createGraph } from './graph.mjs';
import { announce, config } from './measured-server.mjs';
import { stockOptions } from './stock-options.mjs';

function inProcess() {
  const { subgraphs } = createGraph(config.resolution);
  return ({ name }) => {
    const { typeDefs, resolvers } = subgraphs[name];
    return new LocalGraphQLDataSource(buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }));
  };
}

/** The data source's documented `fetcher`, on kept-alive connections: cheaper than the one it has by default. */
function overHttp() {
  const dispatcher = new Agent({ connections: 64, keepAliveTimeout: 60_000 });
  const fetcher = (url, init) => fetch(url, { ...init, dispatcher });
  return ({ url }) => new RemoteGraphQLDataSource({ url, fetcher });
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(config.supergraph, 'utf8'),
  buildService: config.urls ? overHttp() : inProcess(),
});
const server = new ApolloServer({ gateway, ...stockOptions });
announce((await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } })).url);
