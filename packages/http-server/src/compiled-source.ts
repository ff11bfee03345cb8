import { GraphQLError, printSchema, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { compileOperation, type CompiledOperation } from '@reelhouse/compiled-schema';

/** What Apollo Server takes instead of a schema where something else executes operations. */
type ExecutingSource<Context extends BaseContext> = ApolloServerOptionsWithGateway<Context>['gateway'];

/**
 * Makes Apollo Server execute a schema as compiled code. It keeps parsed documents, so that what is compiled of one is
 * kept as long as the document is.
 */
export function compiledSource<Context extends BaseContext>(schema: GraphQLSchema): ExecutingSource<Context> {
  const compiled = new WeakMap<DocumentNode, Map<string, CompiledOperation>>();
  const operationOf = (document: DocumentNode, operationName: string | undefined): CompiledOperation => {
    const operations = compiled.get(document) ?? new Map<string, CompiledOperation>();
    compiled.set(document, operations);
    const key = operationName ?? '';
    const operation = operations.get(key) ?? compileOperation(schema, document, operationName);
    operations.set(key, operation);
    return operation;
  };
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: printSchema(schema) });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, request, context }) {
          try {
            const execute = operationOf(document, request.operationName);
            return await execute({ contextValue: context, variableValues: request.variables ?? {} });
          } catch (error) {
            if (error instanceof GraphQLError) return { errors: [error] };
            throw error;
          }
        },
      };
    },
    async stop() {},
  };
}
