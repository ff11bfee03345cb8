import {
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import type { Compilation, SelectedField } from './resolve-info.ts';

/** The fields that are asked for of objects of a type. One that the type does not have is left out, as graphql-js does. */
export function selectFields(
  compilation: Compilation,
  parentType: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): SelectedField[] {
  return [...collectFields(compilation, parentType, selectionSets)].flatMap(([responseName, nodes]) => {
    const [first, ...others] = nodes;
    const definition = first && fieldOf(compilation, parentType, first);
    return definition ? [{ responseName, parentType, definition, nodes: [first, ...others] as const }] : [];
  });
}

function fieldOf(
  { schema }: Compilation,
  parentType: GraphQLObjectType,
  { name: { value: name } }: FieldNode,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parentType === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parentType.getFields()[name];
}
