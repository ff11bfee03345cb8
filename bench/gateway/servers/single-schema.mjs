/**
 * The hand-written schema behind the same front as our gateway, and on the same executor unless it is of the form `jit`:
 * what federation costs is measured against it.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createApolloServer, serveGraphQL } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { createGraph } from '../../peers/graph.mjs';
import { announce, config, listening, plainContext } from './measured-server.mjs';

/** Executes operations on one schema by graphql-jit, in the place where Apollo Server has its gateway. */
function jit(schema) {
  const queries = new WeakMap();
  const compile = (document, operationName) => {
    const query = compileQuery(schema, document, operationName);
    if (!isCompiledQuery(query)) throw new Error(query.errors.map(({ message }) => message).join('\n'));
    queries.set(document, query);
    return query;
  };
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    async load() {
      return {
        executor: async ({ document, request, context }) => {
          const query = queries.get(document) ?? compile(document, request.operationName);
          return query.query(undefined, context, request.variables ?? {});
        },
      };
    },
    async stop() {},
  };
}

const { typeDefs, resolvers } = createGraph(config.resolution).single;
const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
const source = config.form === 'jit' ? jit(schema) : schema;
const apollo = createApolloServer({ source, log: listening.log, introspection: true });
announce((await serveGraphQL({ ...listening, apollo, context: plainContext })).url);
