import {
  GraphQLError,
  Kind,
  parse,
  type DefinitionNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InlineFragmentNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { EventChoice, EventObject, EventValue } from './event-source.ts';
import { hasFields, isListType, namedType, textArgument, type TypeWithFields } from './supergraph-document.ts';

type Types = ReadonlyMap<string, DefinitionNode>;

/** The selection that a text is, without the braces around it. */
export function parseSelections(text: string): SelectionSetNode {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new GraphQLError('it is no selection');
  return operation.selectionSet;
}

/** Reads how the payloads of one field are made, and collects what is wrong with that. */
export class PayloadReader {
  /** A line each. */
  readonly problems: string[] = [];
  /** The fields that are made, by type. */
  readonly types = new Map<string, ReadonlySet<string>>();
  readonly abstractTypes = new Map<string, Set<string>>();
  readonly #types: Types;

  /** @param types of the supergraph, by name. */
  constructor(types: Types) {
    this.#types = types;
  }

  /**
   * Reads the payload of one subject.
   *
   * @param text the argument `payload` of `@event`.
   * @param type that of the field.
   * @returns null if that is not possible.
   */
  read(text: string, type: TypeNode): EventChoice | null {
    try {
      return this.#choice(parseSelections(text), type, 'it');
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      this.problems.push(`it does not parse: ${error.message}`);
      return null;
    }
  }

  #choice(set: SelectionSetNode, type: TypeNode, coordinate: string): EventChoice | null {
    const definition = this.#types.get(namedType(type));
    if (isListType(type)) return this.#wrong(`${coordinate} is a list, which is not made of one event`);
    if (definition?.kind === Kind.OBJECT_TYPE_DEFINITION) {
      const fragment = set.selections.find(({ kind }) => kind !== Kind.FIELD);
      if (fragment) return this.#wrong(`a fragment has no place in ${coordinate}, which is always ${namedType(type)}`);
      const object = this.#object(set, definition);
      return object && { kind: 'object', choices: [object], typeProperty: undefined };
    }
    if (definition?.kind === Kind.INTERFACE_TYPE_DEFINITION || definition?.kind === Kind.UNION_TYPE_DEFINITION) {
      return this.#oneOf(set, definition.name.value, coordinate);
    }
    return this.#wrong(`${coordinate} is no object`);
  }

  #oneOf(set: SelectionSetNode, abstract: string, coordinate: string): EventChoice | null {
    const fragments = set.selections.filter((each): each is InlineFragmentNode => each.kind === Kind.INLINE_FRAGMENT);
    const common = set.selections.filter((each): each is FieldNode => each.kind === Kind.FIELD);
    const typename = common.find((field) => targetOf(field) === '__typename');
    const shared = common.filter((field) => field !== typename);
    if (fragments.length === 0) {
      return this.#wrong(`${coordinate} needs a fragment for each type that it may be, such as \`... on Film { id }\``);
    }
    const made = this.abstractTypes.get(abstract) ?? new Set();
    this.abstractTypes.set(abstract, made);
    const choices = fragments.flatMap((fragment): EventObject[] => {
      const name = fragment.typeCondition?.name.value ?? '';
      const type = this.#types.get(name);
      if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION || !this.#isOf(type, abstract)) {
        this.#wrong(`${coordinate} is never of the object type ${JSON.stringify(name)}`);
        return [];
      }
      made.add(name);
      const selections = [...shared, ...fragment.selectionSet.selections];
      const object = this.#object({ kind: Kind.SELECTION_SET, selections }, type);
      return object ? [object] : [];
    });
    return { kind: 'object', choices, typeProperty: typename?.name.value };
  }

  #isOf({ name, interfaces = [] }: ObjectTypeDefinitionNode, abstract: string): boolean {
    const definition = this.#types.get(abstract);
    if (definition?.kind !== Kind.UNION_TYPE_DEFINITION) return interfaces.some((each) => each.name.value === abstract);
    return definition.types?.some((member) => member.name.value === name.value) ?? false;
  }

  #object(set: SelectionSetNode, definition: ObjectTypeDefinitionNode): EventObject | null {
    const type = definition.name.value;
    const fields = new Map<string, EventValue>();
    const required: EventValue[] = [];
    const known = this.problems.length;
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        this.#wrong(`a fragment has no place in ${type}`);
        continue;
      }
      const name = targetOf(selection);
      const field = definition.fields?.find((each) => each.name.value === name);
      if (!field) this.#wrong(`${type} has no field ${JSON.stringify(name)}`);
      else if (fields.has(name)) this.#wrong(`${type}.${name} is made twice`);
      else {
        const value = this.#value(selection, field, `${type}.${name}`);
        if (!value) continue;
        fields.set(name, value);
        if (field.type.kind === Kind.NON_NULL_TYPE) required.push(value);
      }
    }
    if (this.problems.length > known) return null;
    this.#takeShape(type, new Set(fields.keys()));
    this.#checkReach(definition, fields);
    return { type, fields, needs: [...new Set(required.flatMap(neededBy))] };
  }

  #value(selection: FieldNode, field: FieldDefinitionNode, coordinate: string): EventValue | null {
    const { selectionSet, alias, name } = selection;
    if (selection.arguments?.length || selection.directives?.length) {
      return this.#wrong(`${coordinate} is given arguments or directives`);
    }
    if (field.arguments?.length) return this.#wrong(`${coordinate} takes arguments, which an event does not answer`);
    if (selectionSet) {
      if (alias) return this.#wrong(`${coordinate} is an object: what it is made of stands inside of it`);
      return this.#choice(selectionSet, field.type, coordinate);
    }
    const type = this.#types.get(namedType(field.type));
    if (type && (hasFields(type) || type.kind === Kind.UNION_TYPE_DEFINITION)) {
      return this.#wrong(`${coordinate} is an object: say what it is made of`);
    }
    return { kind: 'property', property: name.value, isId: namedType(field.type) === 'ID' };
  }

  /** Plans are made for a type, wherever it stands: there it has to have the same fields. */
  #takeShape(type: string, fields: ReadonlySet<string>): void {
    const before = this.types.get(type) ?? fields;
    this.types.set(type, before);
    if (before.size !== fields.size || [...before].some((name) => !fields.has(name))) {
      this.#wrong(`${type} is made with other fields in one place than in another`);
    }
  }

  /** What is not made of the event has to be reached by a key. */
  #checkReach({ name, fields = [], directives = [] }: TypeWithFields, made: ReadonlyMap<string, EventValue>): void {
    const missing = fields.filter((field) => !made.has(field.name.value)).map((field) => field.name.value);
    if (missing.length === 0) return;
    const keys = new Set(directives.flatMap((each) => keyOf(each) ?? []));
    if ([...keys].some((key) => covers(made, parseSelections(key)))) return;
    this.#wrong(
      keys.size > 0
        ? `it leaves out the key of ${name.value}: ${[...keys].map((key) => JSON.stringify(key)).join(' or ')}`
        : `it leaves out ${name.value}.${missing.join(`, ${name.value}.`)}, which nothing else can tell`,
    );
  }

  #wrong(problem: string): null {
    this.problems.push(problem);
    return null;
  }
}

/** The keys by which a subgraph resolves an entity, other than those by which it only refers to it. */
function keyOf(directive: NonNullable<TypeWithFields['directives']>[number]): string | undefined {
  if (directive.name.value !== 'join__type') return undefined;
  const resolvable = directive.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
  return resolvable?.kind === Kind.BOOLEAN && !resolvable.value ? undefined : textArgument(directive, 'key');
}

/** Whether an object that is made of an event has the fields of a key. */
export function covers(made: ReadonlyMap<string, EventValue>, { selections }: SelectionSetNode): boolean {
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return false;
    const value = made.get(selection.name.value);
    const { selectionSet } = selection;
    if (!value || !selectionSet) return value !== undefined;
    return value.kind === 'object' && value.choices.every(({ fields }) => covers(fields, selectionSet));
  });
}

/** The field that a selection makes: `field: property`, or one name for both. */
function targetOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function neededBy(value: EventValue): readonly string[] {
  if (value.kind === 'property') return [value.property];
  const [only, ...others] = value.choices;
  return only && others.length === 0 ? only.needs : [];
}
