/** Hive Gateway, of the form `stitching` (its default) or `rust` (the query planner of Hive Router). */
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import http from '@graphql-mesh/transport-http';
import { parse } from 'graphql';
import { createGraph } from './graph.mjs';
import { compile, config, serve } from './measured-server.mjs';

/** Subgraphs in this process, compiled. */
function inProcess() {
  const { subgraphs } = createGraph(config.resolution);
  const executors = new Map(
    Object.entries(subgraphs).map(([name, { typeDefs, resolvers }]) => {
      const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
      const queries = new WeakMap();
      const execute = ({ document, variables, context }) => {
        let query = queries.get(document);
        if (!query) queries.set(document, (query = compile(schema, document)));
        return query.query(undefined, context ?? {}, variables ?? {});
      };
      return [name, execute];
    }),
  );
  return { getSubgraphExecutor: ({ subgraphName }) => executors.get(subgraphName.toLowerCase()) };
}

const gateway = createGatewayRuntime({
  supergraph: readFileSync(config.supergraph, 'utf8'),
  transports: { http: config.urls ? http : inProcess() },
  ...(config.form === 'rust' && { unifiedGraphHandler }),
  logging: false,
  landingPage: false,
  graphiql: false,
});
serve(gateway, '/graphql');
