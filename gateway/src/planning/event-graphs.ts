import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { covers, parseSelections } from './event-payload.ts';
import type { EventObject, EventSource } from './event-source.ts';
import { graphsOf, joinAbstract, makeKnown } from './known-types.ts';
import { subscriptionType } from './read-event-sources.ts';
import {
  directive,
  enumArgument,
  hasFields,
  namedType,
  textArgument,
  typesOf,
  withDefinitions,
  type TypeWithFields,
} from './supergraph-document.ts';

/** The enum of a supergraph's subgraphs. */
const graphs = 'join__Graph';

/**
 * Makes each field that events answer a field of a subgraph of its own, which knows of its types what an event tells.
 * Else the planner would ask the subgraph that declares the field for all that this subgraph can resolve; so, it asks the
 * events for keys, and subgraphs for the rest.
 *
 * @param document the supergraph schema; operations are planned over what is returned.
 */
export function answeredByEvents(document: DocumentNode, sources: readonly EventSource[]): DocumentNode {
  if (sources.length === 0) return document;
  const types = typesOf(document);
  const graphsEnum = types.get(graphs);
  if (graphsEnum?.kind !== Kind.ENUM_TYPE_DEFINITION) return document;
  const taken = new Set(graphsEnum.values?.map(({ name }) => name.value));
  sources.forEach((source, index) => {
    let graph = `EVENTS_${index}`;
    while (taken.has(graph)) graph = `_${graph}`;
    new EventGraph(types, graph).answer(source);
  });
  leaveEmptyRoots(types);
  return withDefinitions(document, types);
}

class EventGraph {
  readonly #types: Map<string, DefinitionNode>;
  readonly #graph: string;

  constructor(types: Map<string, DefinitionNode>, graph: string) {
    this.#types = types;
    this.#graph = graph;
  }

  answer(source: EventSource): void {
    this.#declare(source.name);
    this.#join(subscriptionType, (field) => field.name.value === source.field, true);
    for (const [type, fields] of source.types) this.#join(type, ({ name }) => fields.has(name.value), false);
    for (const [type, members] of source.abstractTypes) this.#joinAbstract(type, members, source.types);
    for (const payload of source.payloads.values()) {
      for (const object of payload.choices) this.#addKeys(object);
    }
  }

  #declare(name: string): void {
    const definition = this.#types.get(graphs);
    if (definition?.kind !== Kind.ENUM_TYPE_DEFINITION) return;
    const texts = { name, url: '' };
    const declaration = directive('join__graph', this.#graph, texts);
    const directives = [{ ...declaration, arguments: declaration.arguments?.slice(1) }];
    const value = {
      kind: Kind.ENUM_VALUE_DEFINITION,
      name: { kind: Kind.NAME, value: this.#graph },
      directives,
    } as const;
    this.#types.set(graphs, { ...definition, values: [...(definition.values ?? []), value] });
  }

  /** @param moves whether the fields are answered here only. */
  #join(name: string, isAnswered: (field: FieldDefinitionNode) => boolean, moves: boolean): void {
    const type = this.#types.get(name);
    if (!type || !hasFields(type)) return;
    const before = graphsOf(type);
    const fields = type.fields?.map((field) => {
      const explicit = withGraphs(field, before);
      if (!isAnswered(field)) return explicit;
      this.#knowLeaves(field);
      const kept = explicit.directives?.filter((each) => !moves || each.name.value !== 'join__field') ?? [];
      return { ...explicit, directives: [...kept, directive('join__field', this.#graph)] };
    });
    this.#types.set(name, {
      ...type,
      fields,
      directives: [...(type.directives ?? []), directive('join__type', this.#graph)],
    });
  }

  #joinAbstract(name: string, members: ReadonlySet<string>, made: EventSource['types']): void {
    const type = this.#types.get(name);
    if (type?.kind === Kind.UNION_TYPE_DEFINITION) {
      const directives = [...(type.directives ?? []), directive('join__type', this.#graph)];
      this.#types.set(name, { ...type, directives });
    } else {
      this.#join(name, (field) => [...members].every((member) => made.get(member)?.has(field.name.value)), false);
    }
    for (const member of members) joinAbstract(this.#types, name, member, this.#graph);
  }

  /** What is not made of the event is reached by the keys that are. */
  #addKeys({ type, fields }: EventObject): void {
    const definition = this.#types.get(type);
    if (definition && hasFields(definition)) {
      const keys = new Set(definition.directives?.flatMap((each) => textArgument(each, 'key') ?? []));
      const covered = [...keys].filter((key) => covers(fields, parseSelections(key)));
      this.#types.set(type, { ...definition, directives: this.#withKeys(definition, covered) });
    }
    for (const value of fields.values()) {
      if (value.kind === 'object') for (const object of value.choices) this.#addKeys(object);
    }
  }

  #withKeys({ directives = [] }: TypeWithFields, keys: readonly string[]): readonly ConstDirectiveNode[] {
    if (keys.length === 0) return directives;
    const own = directives.filter((each) => isJoinOf(each, this.#graph));
    // An object may be made in several places, with the same keys in each.
    const others = directives.filter((each) => !own.includes(each));
    return [...others, ...keys.map((key) => referring(directive('join__type', this.#graph, { key })))];
  }

  /** The scalars and enums of a field and its arguments. */
  #knowLeaves({ type, arguments: given = [] }: FieldDefinitionNode): void {
    for (const name of [namedType(type), ...given.map((argument) => namedType(argument.type))]) {
      const kind = this.#types.get(name)?.kind;
      if (kind === Kind.SCALAR_TYPE_DEFINITION || kind === Kind.ENUM_TYPE_DEFINITION) {
        makeKnown(this.#types, name, this.#graph);
      }
    }
  }
}

function isJoinOf(each: ConstDirectiveNode, graph: string): boolean {
  return each.name.value === 'join__type' && enumArgument(each, 'graph') === graph;
}

/** A key by which no entity can be asked for. */
function referring(join: ConstDirectiveNode): ConstDirectiveNode {
  const name = { kind: Kind.NAME, value: 'resolvable' } as const;
  const value = { kind: Kind.BOOLEAN, value: false } as const;
  return { ...join, arguments: [...(join.arguments ?? []), { kind: Kind.ARGUMENT, name, value }] };
}

/** A field that does not say where it is resolved is resolved wherever its type is: that is to be said before the type is elsewhere. */
function withGraphs(field: FieldDefinitionNode, graphsOfType: ReadonlySet<string>): FieldDefinitionNode {
  const { directives = [] } = field;
  if (directives.some(({ name }) => name.value === 'join__field')) return field;
  return {
    ...field,
    directives: [...directives, ...[...graphsOfType].map((graph) => directive('join__field', graph))],
  };
}

/** A subgraph all of whose subscriptions are answered by events has no root type of subscriptions any more. */
function leaveEmptyRoots(types: Map<string, DefinitionNode>): void {
  const root = types.get(subscriptionType);
  if (!root || !hasFields(root)) return;
  const used = new Set(
    root.fields?.flatMap(({ directives = [] }) => directives.flatMap((each) => enumArgument(each, 'graph') ?? [])),
  );
  const directives = root.directives?.filter((each) => {
    const graph = each.name.value === 'join__type' ? enumArgument(each, 'graph') : undefined;
    return graph === undefined || used.has(graph);
  });
  types.set(subscriptionType, { ...root, directives });
}
