import { GraphQLError, type ValidationRule } from 'graphql';

/** Refuses mutations where the schema has none, and so on: graphql-js leaves that to who executes. */
export const servedOperationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`The schema has no ${node.operation}.`, { nodes: node }));
  },
});
