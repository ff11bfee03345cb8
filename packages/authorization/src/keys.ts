import {
  Kind,
  parse,
  valueFromASTUntyped,
  type DocumentNode,
  type ExecutableDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { nameInFederation } from './links.ts';
import { isObject } from './object-node.ts';

/** By what the entities of a subgraph are known. */
export interface Keys {
  /** The types that have a key. */
  readonly entities: ReadonlySet<string>;
  /** Whether a field is of a key: of its type's own, or of an entity that has an object of its type in the key. */
  isOfKey(type: string, field: string): boolean;
}

/** @param document all of the SDL of a subgraph. */
export function readKeys(document: DocumentNode): Keys {
  const key = nameInFederation(document, 'key') ?? 'key';
  const definitions = document.definitions.filter(isObject);
  const typeOf = new Map<string, string>();
  for (const { name, fields = [] } of definitions) {
    for (const field of fields) typeOf.set(`${name.value}.${field.name.value}`, namedType(field.type));
  }
  const entities = new Set<string>();
  const ofKeys = new Set<string>();
  const read = (type: string, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const coordinate = `${type}.${selection.name.value}`;
      ofKeys.add(coordinate);
      const below = typeOf.get(coordinate);
      if (selection.selectionSet && below !== undefined) read(below, selection.selectionSet);
    }
  };
  for (const { name: type, directives = [] } of definitions) {
    for (const { name, arguments: given = [] } of directives) {
      if (name.value !== key) continue;
      entities.add(type.value);
      const fields = given.find((argument) => argument.name.value === 'fields');
      const text: unknown = fields && valueFromASTUntyped(fields.value);
      if (typeof text === 'string') read(type.value, selectionSet(text));
    }
  }
  return { entities, isOfKey: (type, field) => ofKeys.has(`${type}.${field}`) };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** A key that cannot be read has no fields: composition says what is wrong with it. */
function selectionSet(text: string): SelectionSetNode {
  try {
    const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions as readonly ExecutableDefinitionNode[];
    if (operation) return operation.selectionSet;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'GraphQLError')) throw error;
  }
  return { kind: Kind.SELECTION_SET, selections: [] };
}
