import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { collectFields, conditionVariables, type SelectionScope } from '@reelhouse/compiled-schema';
import type { IsolatedAliases } from '../planning/isolated-aliases.ts';
import type { DataObject } from './data.ts';
import { isIntrospection, prepareIntrospection } from './introspection.ts';
import { ObjectShapes } from './shape-object.ts';
import type { Misfits } from './shape-value.ts';

/** The variables of a client, as it sent them and as the definitions and defaults of the operation make them. */
export interface OperationVariables {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly coerced: Readonly<Record<string, unknown>>;
}

/** What a client gets, and what of it did not fit the API schema. */
export interface ShapedResponse {
  readonly data: DataObject | null;
  readonly misfits: Misfits;
}

/** Makes a client's response of what the subgraphs answered. */
export type ShapeResponse = (source: DataObject, variables: OperationVariables) => ShapedResponse;

/** How many shapes of one operation are kept: it has one for each combination of what `@skip` and `@include` say. */
const maxShapes = 16;

/**
 * Compiles the response of an operation, which is valid against the API schema.
 *
 * @param aliases say what its fields are called in what the subgraphs answered.
 */
export function compileResponse(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  aliases: IsolatedAliases,
): ShapeResponse {
  const fragments = fragmentsOf(document);
  const conditions = conditionVariables(document);
  const kept = new LRUCache<string, ShapeResponse>({ max: maxShapes });
  return (source, variables) => {
    const key = conditions.map((name) => (variables.coerced[name] === true ? '1' : '0')).join('');
    let shape = kept.get(key);
    if (!shape) {
      shape = compileFor({ schema, fragments, conditions: variables.coerced }, operation, aliases);
      kept.set(key, shape);
    }
    return shape(source, variables);
  };
}

/** The response for the given values of the variables that `@skip` and `@include` use. */
function compileFor(
  scope: SelectionScope,
  operation: OperationDefinitionNode,
  aliases: IsolatedAliases,
): ShapeResponse {
  const { schema, fragments } = scope;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  const all = [...collectFields(scope, root, [operation.selectionSet])];
  const introspected = all.filter(([, [node]]) => node && isIntrospection(node));
  const fetched = all.filter(([, [node]]) => node && !isIntrospection(node));
  const nodes = introspected.flatMap(([, same]) => same);
  const introspect = prepareIntrospection(schema, nodes, operation.variableDefinitions ?? [], fragments);
  const shape = new ObjectShapes(scope, aliases).ofType(root, new Map(fetched));
  return (source, variables) => {
    const misfits: Misfits = [];
    const data = shape(source, misfits) ?? null;
    return { data: data && introspect ? { ...data, ...introspect(variables.raw) } : data, misfits };
  };
}

/** The fragments of a document, by name. */
export function fragmentsOf({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.assign(
    Object.create(null) as Record<string, FragmentDefinitionNode>,
    Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  );
}
