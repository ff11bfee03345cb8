/** One subgraph, served as `serveSubgraph` serves those of the chain, without a database. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createApolloServer, serveGraphQL } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { createGraph } from '../../peers/graph.mjs';
import { announce, config, listening, plainContext } from './measured-server.mjs';

const { typeDefs, resolvers } = createGraph(config.resolution).subgraphs[config.form];
const source = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
const apollo = createApolloServer({ source, log: listening.log, introspection: true });
announce((await serveGraphQL({ ...listening, apollo, context: plainContext })).url);
