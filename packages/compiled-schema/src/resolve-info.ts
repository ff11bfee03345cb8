import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Execution } from './execution.ts';
import type { Position } from './position.ts';

/** What is compiled: one operation, for one choice of what `@skip` and `@include` leave of it. */
export interface Compilation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Values of the variables that `@skip` and `@include` use. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** A field that is asked for of objects of one type. */
export interface SelectedField {
  /** Under which it stands in the response. */
  readonly responseName: string;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** All that ask for it; the first says its arguments. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

/** What a resolver is told about where it is. */
export function resolveInfo(
  { schema, operation, fragments }: Compilation,
  { definition, nodes, parentType }: SelectedField,
  { rootValue, variables }: Execution,
  path: Position,
): GraphQLResolveInfo {
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path: path,
    schema,
    fragments,
    rootValue,
    operation,
    variableValues: variables,
  };
}
