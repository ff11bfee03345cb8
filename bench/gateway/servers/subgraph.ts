import { buildSubgraphSchema } from '@apollo/subgraph';
import { createApolloServer, serveGraphQL } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { createGraph } from '../../peers/graph.mjs';
import { announce, listening, plainContext, serverConfig } from './measured-server.ts';

/** One subgraph, served as `serveSubgraph` serves those of the chain, without a database. */
const { resolution, form } = serverConfig();
const subgraph = Object.entries(createGraph(resolution).subgraphs).find(([name]) => name === form);
if (!subgraph) throw new Error(`no subgraph ${form ?? ''}`);
const [, { typeDefs, resolvers }] = subgraph;
const source = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: { ...resolvers } });
const apollo = createApolloServer({ source, log: listening.log, introspection: true });
announce((await serveGraphQL({ ...listening, apollo, context: plainContext })).url);
