import { Kind, type DefinitionNode, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from 'graphql';

/** A type with fields, or what a subgraph adds to one. */
export type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** Whether a definition is that of a type with fields that is no interface, or adds to one. */
export function isObject(definition: DefinitionNode): definition is ObjectNode {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
}
