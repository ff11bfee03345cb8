import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';
import { directive, enumArgument, namedType } from './supergraph-document.ts';

/** Makes a type a member of the union, or an implementation of the interface, in a subgraph. */
export function joinAbstract(types: Map<string, DefinitionNode>, abstract: string, type: string, graph: string): void {
  const definition = types.get(abstract);
  const implementation = types.get(type);
  if (definition?.kind === Kind.UNION_TYPE_DEFINITION) {
    const membership = directive('join__unionMember', graph, { member: type });
    types.set(abstract, { ...definition, directives: [...(definition.directives ?? []), membership] });
  } else if (implementation?.kind === Kind.OBJECT_TYPE_DEFINITION) {
    const implementing = directive('join__implements', graph, { interface: abstract });
    types.set(type, { ...implementation, directives: [...(implementation.directives ?? []), implementing] });
  }
}

/** The subgraphs that know a type. */
export function graphsOf(type: DefinitionNode | undefined): ReadonlySet<string> {
  const directives = type && 'directives' in type ? (type.directives ?? []) : [];
  const joined = directives.filter(({ name }) => name.value === 'join__type');
  return new Set(joined.flatMap((each) => enumArgument(each as ConstDirectiveNode, 'graph') ?? []));
}

/** Adds a type to a subgraph, with all that is below it; no key leads to it there. */
export function makeKnown(types: Map<string, DefinitionNode>, name: string, graph: string): void {
  const type = types.get(name);
  // A scalar of GraphQL itself has no definition.
  if (!type || !('directives' in type) || graphsOf(type).has(graph)) return;
  const directives = [...((type.directives ?? []) as readonly ConstDirectiveNode[]), directive('join__type', graph)];
  const below = (fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = []): void => {
    for (const field of fields) makeKnown(types, namedType(field.type), graph);
  };
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      types.set(name, {
        ...type,
        directives,
        fields: type.fields?.map((field) => joined(field, 'join__field', graph)),
      });
      below(type.fields);
      for (const field of type.fields ?? []) below(field.arguments);
      return;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      types.set(name, {
        ...type,
        directives,
        fields: type.fields?.map((field) => joined(field, 'join__field', graph)),
      });
      below(type.fields);
      return;
    case Kind.ENUM_TYPE_DEFINITION:
      types.set(name, {
        ...type,
        directives,
        values: type.values?.map((value) => joined(value, 'join__enumValue', graph)),
      });
      return;
    case Kind.UNION_TYPE_DEFINITION: {
      const members = type.types?.map(({ name: { value } }) => value) ?? [];
      const memberships = members.map((member) => directive('join__unionMember', graph, { member }));
      types.set(name, { ...type, directives: [...directives, ...memberships] });
      for (const member of members) makeKnown(types, member, graph);
      return;
    }
    case Kind.SCALAR_TYPE_DEFINITION:
      types.set(name, { ...type, directives });
  }
}

/** A part of a type that is in some of the type's subgraphs says in which; one that says nothing is in all of them. */
function joined<Part extends FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode>(
  part: Part,
  by: string,
  graph: string,
): Part {
  const { directives = [] } = part;
  if (!directives.some(({ name }) => name.value === by)) return part;
  return { ...part, directives: [...directives, directive(by, graph)] };
}
