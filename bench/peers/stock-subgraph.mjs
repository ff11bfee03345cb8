/** A subgraph as Apollo documents it: Apollo Server, standalone. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createGraph } from './graph.mjs';
import { announce, config } from './measured-server.mjs';

const { typeDefs, resolvers } = createGraph(config.resolution).subgraphs[config.form];
const server = new ApolloServer({ schema: buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }) });
announce((await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } })).url);
