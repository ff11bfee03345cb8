import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createApolloServer, serveGraphQL, type RequestContext } from '@reelhouse/http-server';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { createGraph } from '../../peers/graph.mjs';
import { announce, listening, plainContext, serverConfig } from './measured-server.ts';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** Executes operations on one schema by graphql-jit, in the place where Apollo Server has its gateway. */
function jit(schema: GraphQLSchema): Gateway {
  const queries = new WeakMap<DocumentNode, CompiledQuery>();
  const compile = (document: DocumentNode, operationName?: string): CompiledQuery => {
    const query = compileQuery(schema, document, operationName);
    if (!isCompiledQuery(query)) throw new Error(query.errors?.map(({ message }) => message).join('\n'));
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

/**
 * The hand-written schema behind the same front as our gateway, and on the same executor unless it is of the form `jit`:
 * what federation costs is measured against it.
 */
const { resolution, form } = serverConfig();
const { typeDefs, resolvers } = createGraph(resolution).single;
const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: { ...resolvers } });
const source = form === 'jit' ? jit(schema) : schema;
const apollo = createApolloServer({ source, log: listening.log, introspection: true });
announce((await serveGraphQL({ ...listening, apollo, context: plainContext })).url);
