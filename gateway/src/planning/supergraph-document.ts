import {
  isTypeDefinitionNode,
  Kind,
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** A type of a supergraph schema whose fields say where they are resolved. */
export type TypeWithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** Whether a definition is of a type with fields; composition writes no extensions. */
export function hasFields(definition: ASTNode): definition is TypeWithFields {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** All fields of a supergraph schema. */
export function fieldsOf({ definitions }: DocumentNode): readonly FieldDefinitionNode[] {
  return definitions.filter(hasFields).flatMap(({ fields = [] }) => fields);
}

/** A copy with other types; the same document if none changed. */
export function withTypes(document: DocumentNode, change: (type: TypeWithFields) => DefinitionNode): DocumentNode {
  const definitions = document.definitions.map((each) => (hasFields(each) ? change(each) : each));
  const isSame = definitions.every((each, index) => each === document.definitions[index]);
  return isSame ? document : { ...document, definitions };
}

/** The text of an argument; undefined if it is not given. */
export function textArgument({ arguments: given = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** The value of an argument that is an enum's; undefined if it is not given. */
export function enumArgument({ arguments: given = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

/** A directive of the join specification about a subgraph. */
export function directive(
  name: string,
  graph: string,
  texts: Readonly<Record<string, string>> = {},
): ConstDirectiveNode {
  const given = Object.entries(texts).map(([key, value]) => ({
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: key },
    value: { kind: Kind.STRING as const, value },
  }));
  const about = { kind: Kind.NAME as const, value: 'graph' };
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: [{ kind: Kind.ARGUMENT, name: about, value: { kind: Kind.ENUM, value: graph } }, ...given],
  };
}

/** The directive with another text for an argument that it has. */
export function withTextArgument(directive: ConstDirectiveNode, name: string, text: string): ConstDirectiveNode {
  return {
    ...directive,
    arguments: directive.arguments?.map((argument) =>
      argument.name.value === name ? { ...argument, value: { kind: Kind.STRING, value: text } } : argument,
    ),
  };
}

/** The name of a type without the lists and the `!` around it. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** The beginning of names that no field of the supergraph has. */
export function freePrefix(document: DocumentNode, wanted: string): string {
  const names = fieldsOf(document).map(({ name }) => name.value);
  let prefix = wanted;
  while (names.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}

/** The types of a schema, by name. */
export function typesOf({ definitions }: DocumentNode): Map<string, DefinitionNode> {
  const types = new Map<string, DefinitionNode>();
  for (const definition of definitions) {
    if (isTypeDefinitionNode(definition)) types.set(definition.name.value, definition);
  }
  return types;
}

/** Whether a value is a list, or never null and a list. */
export function isListType(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isListType(type.type));
}

/** A copy with other definitions of types. */
export function withDefinitions(document: DocumentNode, types: ReadonlyMap<string, DefinitionNode>): DocumentNode {
  const definitions = document.definitions.map((each) =>
    isTypeDefinitionNode(each) ? (types.get(each.name.value) ?? each) : each,
  );
  return { ...document, definitions };
}
