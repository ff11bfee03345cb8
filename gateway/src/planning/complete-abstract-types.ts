import { Kind, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from 'graphql';
import { graphsOf, joinAbstract, makeKnown } from './known-types.ts';
import { enumArgument, hasFields, namedType, textArgument, typesOf, withDefinitions } from './supergraph-document.ts';

/** A supergraph in which unions and interfaces have their types wherever a field of theirs is shared. */
export interface CompletedSupergraph {
  readonly document: DocumentNode;
  /** What a subgraph has in this supergraph only: `Union.Member` or `Interface.Type`; under the subgraph's name. */
  readonly absent: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A type that a subgraph does not have where it has the union or interface. */
interface Absence {
  readonly abstract: string;
  readonly type: string;
  readonly graph: string;
}

/**
 * Lets each subgraph that shares a field of a union or interface know all types that the field's objects may have. Of
 * these, the planner leaves out the ones that one of the subgraphs does not know, even if it asks another. No object of an
 * absent type comes from a subgraph, so what is asked of it for such objects is nothing, and `AbsentTypes` takes it out
 * of the fetches.
 */
export function completeAbstractTypes(document: DocumentNode): CompletedSupergraph {
  const types = typesOf(document);
  const absences = [...sharings(document)].flatMap(([abstract, sharing]) => absencesOf(types, abstract, sharing));
  if (absences.length === 0) return { document, absent: new Map() };
  const absent = new Map<string, Set<string>>();
  for (const { abstract, type, graph } of absences) {
    makeKnown(types, type, graph);
    joinAbstract(types, abstract, type, graph);
    absent.set(graph, (absent.get(graph) ?? new Set()).add(`${abstract}.${type}`));
  }
  return { document: withDefinitions(document, types), absent: namesOf(document, absent) };
}

/** For each type, the subgraphs that share a field of it; those of one field together. */
function sharings({ definitions }: DocumentNode): Map<string, ReadonlySet<string>[]> {
  const shared = new Map<string, ReadonlySet<string>[]>();
  for (const type of definitions.filter(hasFields)) {
    for (const field of type.fields ?? []) {
      const own = (field.directives ?? []).filter(({ name }) => name.value === 'join__field');
      const resolving = own.filter((each) => !isExternal(each)).flatMap((each) => enumArgument(each, 'graph') ?? []);
      const graphs = own.length > 0 ? new Set(resolving) : graphsOf(type);
      const name = namedType(field.type);
      if (graphs.size > 1) shared.set(name, [...(shared.get(name) ?? []), graphs]);
    }
  }
  return shared;
}

function isExternal({ arguments: given = [] }: ConstDirectiveNode): boolean {
  return given.some(({ name, value }) => name.value === 'external' && value.kind === Kind.BOOLEAN && value.value);
}

function absencesOf(
  types: ReadonlyMap<string, DefinitionNode>,
  abstract: string,
  sharing: readonly ReadonlySet<string>[],
): Absence[] {
  const definition = types.get(abstract);
  const graphsByType = new Map<string, ReadonlySet<string>>();
  if (definition?.kind === Kind.UNION_TYPE_DEFINITION) {
    for (const { name } of definition.types ?? []) {
      graphsByType.set(name.value, joinedGraphs(definition, 'join__unionMember', 'member', name.value));
    }
  } else if (definition?.kind === Kind.INTERFACE_TYPE_DEFINITION) {
    for (const [name, type] of types) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const graphs = joinedGraphs(type, 'join__implements', 'interface', abstract);
      if (graphs.size > 0) graphsByType.set(name, graphs);
    }
  }
  return [...graphsByType].flatMap(([type, graphs]) =>
    [...new Set(sharing.flatMap((each) => [...each]))]
      .filter((graph) => !graphs.has(graph))
      .filter((graph) => sharing.some((each) => each.has(graph) && [...each].some((other) => graphs.has(other))))
      // Where the subgraph knows the type otherwise, the planner would fetch what the type has there by this way.
      .filter((graph) => !graphsOf(types.get(type)).has(graph))
      .map((graph) => ({ abstract, type, graph })),
  );
}

function joinedGraphs(
  { directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] },
  name: string,
  about: string,
  value: string,
): ReadonlySet<string> {
  const joining = directives.filter((each) => each.name.value === name && textArgument(each, about) === value);
  return new Set(joining.flatMap((each) => enumArgument(each, 'graph') ?? []));
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
