import {
  executeSync,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { DataObject } from './data.ts';

/** Answers `__schema` and `__type` from the schema that clients see. */
export type Introspect = (variables: Readonly<Record<string, unknown>>) => DataObject;

/** Whether a root field is answered by introspection. */
export function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

/** Prepares the introspection fields of an operation; undefined if it has none. */
export function prepareIntrospection(
  schema: GraphQLSchema,
  fields: readonly FieldNode[],
  variableDefinitions: readonly VariableDefinitionNode[],
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): Introspect | undefined {
  if (fields.length === 0) return undefined;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
      },
      ...Object.values(fragments),
    ],
  };
  return (variableValues) => {
    const { data, errors } = executeSync({ schema, document, variableValues });
    if (!data) throw new Error('introspection failed', { cause: errors });
    return data;
  };
}
