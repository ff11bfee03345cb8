/** One subgraph, served as `serveSubgraph` serves those of the chain, without a database. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { serveSchema } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { createGraph } from '../../peers/graph.mjs';
import { announce, config, listening, plainContext } from './measured-server.mjs';

const { typeDefs, resolvers } = createGraph(config.resolution).subgraphs[config.form];
const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
announce((await serveSchema({ ...listening, schema, introspection: true, context: plainContext })).url);
