import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import { directive, enumArgument, namedType, textArgument } from './supergraph-document.ts';

/** A supergraph in which a union has all its members wherever it is known. */
export interface CompletedSupergraph {
  readonly document: DocumentNode;
  /** The types that a subgraph does not know, though it does in this supergraph; under its name. */
  readonly unknown: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Lets every subgraph know all members of the unions that it knows some members of. Where a shared field of such a type can
 * be had of several subgraphs, the planner leaves out the members that one of them does not know, even if it asks
 * another. No object of an unknown type comes from a subgraph, so what is asked of it for such objects is nothing, and
 * `withoutUnknownTypes` takes it out of the fetches.
 */
export function completeUnions(document: DocumentNode): CompletedSupergraph {
  const types = new Map<string, DefinitionNode>();
  for (const definition of document.definitions) {
    if ('name' in definition && definition.kind !== Kind.DIRECTIVE_DEFINITION && definition.name) {
      types.set(definition.name.value, definition);
    }
  }
  const unknown = new Map<string, Set<string>>();
  for (const [name, type] of types) {
    if (type.kind !== Kind.UNION_TYPE_DEFINITION) continue;
    const added = missingMembers(type).filter(({ member, graph }) => !graphsOf(types.get(member)).has(graph));
    if (added.length === 0) continue;
    for (const { member, graph } of added) makeKnown(types, member, graph, unknown);
    const memberships = added.map(({ graph, member }) => directive('join__unionMember', graph, { member }));
    types.set(name, { ...type, directives: [...(type.directives ?? []), ...memberships] });
  }
  if (unknown.size === 0) return { document, unknown };
  const definitions = document.definitions.map((definition) =>
    'name' in definition && definition.kind !== Kind.DIRECTIVE_DEFINITION && definition.name
      ? (types.get(definition.name.value) ?? definition)
      : definition,
  );
  return { document: { ...document, definitions }, unknown: namesOf(document, unknown) };
}

/** The members of a union that a subgraph which knows the union does not have in it. */
function missingMembers({ directives = [], types = [] }: UnionTypeDefinitionNode) {
  const members = directives.filter(({ name }) => name.value === 'join__unionMember');
  const has = (graph: string, member: string) =>
    members.some((each) => enumArgument(each, 'graph') === graph && textArgument(each, 'member') === member);
  const graphs = new Set(members.flatMap((each) => enumArgument(each, 'graph') ?? []));
  return [...graphs].flatMap((graph) =>
    types.map(({ name }) => ({ graph, member: name.value })).filter(({ member }) => !has(graph, member)),
  );
}

function graphsOf(type: DefinitionNode | undefined): ReadonlySet<string> {
  const directives = type && 'directives' in type ? (type.directives ?? []) : [];
  const joined = directives.filter(({ name }) => name.value === 'join__type');
  return new Set(joined.flatMap((each) => enumArgument(each as ConstDirectiveNode, 'graph') ?? []));
}

/** Adds a type to a subgraph, with all that is below it; no key leads to it there. */
function makeKnown(
  types: Map<string, DefinitionNode>,
  name: string,
  graph: string,
  unknown: Map<string, Set<string>>,
): void {
  const type = types.get(name);
  // A scalar of GraphQL itself has no definition.
  if (!type || !('directives' in type) || graphsOf(type).has(graph)) return;
  unknown.set(graph, (unknown.get(graph) ?? new Set()).add(name));
  const directives = [...((type.directives ?? []) as readonly ConstDirectiveNode[]), directive('join__type', graph)];
  const below = (fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = []): void => {
    for (const field of fields) makeKnown(types, namedType(field.type), graph, unknown);
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
      for (const member of members) makeKnown(types, member, graph, unknown);
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

/** The same under the names of the subgraphs. */
function namesOf(
  { definitions }: DocumentNode,
  byGraph: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, ReadonlySet<string>>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of definition.values ?? []) {
      const types = byGraph.get(name.value);
      const [subgraph] = directives.flatMap((each) => textArgument(each, 'name') ?? []);
      if (types && subgraph !== undefined) named.set(subgraph, types);
    }
  }
  return named;
}
