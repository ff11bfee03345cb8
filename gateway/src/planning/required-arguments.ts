import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  freePrefix,
  hasFields,
  namedType,
  textArgument,
  withTextArgument,
  withTypes,
  type TypeWithFields,
} from './supergraph-document.ts';

/** A field with the arguments that `@requires` gives it. */
export interface RequiredField {
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

/** A supergraph in which fields without arguments stand in for required fields with them. */
export interface SeparatedSupergraph {
  readonly document: DocumentNode;
  /** What each stand-in is for, by its name. */
  readonly standIns: ReadonlyMap<string, RequiredField>;
  /** The stand-ins that a field requires, under `Type.field`. */
  readonly requiredBy: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Gives each required field that takes arguments a stand-in for each of their values. The planner takes what is required
 * for one field if it only has one name: of `price(currency: "USD")` and `price(currency: "EUR")` it would fetch one, for
 * both. Plans over this supergraph are put right by `restoreRequiredFields`.
 */
export function separateRequiredArguments(document: DocumentNode): SeparatedSupergraph {
  return new Separation(document).result();
}

class Separation {
  readonly #document: DocumentNode;
  readonly #prefix: string;
  readonly #types: ReadonlyMap<string, TypeWithFields>;
  readonly #standIns = new Map<string, RequiredField>();
  readonly #names = new Map<string, string>();
  readonly #requiredBy = new Map<string, Set<string>>();
  /** The stand-ins that a type needs. */
  readonly #needed = new Map<string, Set<string>>();

  constructor(document: DocumentNode) {
    this.#document = document;
    this.#prefix = freePrefix(document, '_required_');
    this.#types = new Map(document.definitions.filter(hasFields).map((type) => [type.name.value, type]));
  }

  result(): SeparatedSupergraph {
    const required = withTypes(this.#document, (type) =>
      this.#withFields(type, (field) => this.#withRequires(type.name.value, field)),
    );
    const provided = withTypes(required, (type) => this.#withFields(type, (field) => this.#withProvides(field)));
    const document = withTypes(provided, (type) => this.#withStandIns(type));
    return { document, standIns: this.#standIns, requiredBy: this.#requiredBy };
  }

  #withFields(type: TypeWithFields, change: (field: FieldDefinitionNode) => FieldDefinitionNode): TypeWithFields {
    const fields = type.fields?.map(change);
    return fields?.some((field, index) => field !== type.fields?.[index]) ? { ...type, fields } : type;
  }

  #withRequires(type: string, field: FieldDefinitionNode): FieldDefinitionNode {
    const used = new Set<string>();
    const changed = changeFieldSets(field, 'requires', (selections) => this.#standInFor(selections, type, used));
    if (used.size > 0) this.#requiredBy.set(`${type}.${field.name.value}`, used);
    return used.size > 0 ? changed : field;
  }

  /** What a field provides is provided whatever arguments it is required with. */
  #withProvides(field: FieldDefinitionNode): FieldDefinitionNode {
    return changeFieldSets(field, 'provides', (selections) => this.#addTo(selections, namedType(field.type)));
  }

  #withStandIns(type: TypeWithFields): TypeWithFields {
    const added = [...(this.#needed.get(type.name.value) ?? [])].flatMap((name): FieldDefinitionNode[] => {
      const field = this.#standIns.get(name)?.field;
      const original = type.fields?.find((candidate) => candidate.name.value === field);
      if (!original) return [];
      const directives = original.directives?.filter((directive) => directive.name.value === 'join__field');
      return [{ ...original, name: { kind: Kind.NAME, value: name }, arguments: [], directives }];
    });
    return added.length > 0 ? { ...type, fields: [...(type.fields ?? []), ...added] } : type;
  }

  #standInFor(set: SelectionSetNode, type: string, used: Set<string>): SelectionSetNode {
    return eachSelection(set, type, this.#types, (node, definition, parent, below) => {
      const selectionSet = node.selectionSet && this.#standInFor(node.selectionSet, below, used);
      if (!definition?.arguments?.length) return [{ ...node, selectionSet }];
      const name = this.#nameFor(node);
      used.add(name);
      this.#need(parent, name);
      return [{ ...node, name: { kind: Kind.NAME, value: name }, arguments: [], selectionSet }];
    });
  }

  #addTo(set: SelectionSetNode, type: string): SelectionSetNode {
    return eachSelection(set, type, this.#types, (node, _definition, parent, below) => {
      const selectionSet = node.selectionSet && this.#addTo(node.selectionSet, below);
      const names = [...(this.#needed.get(parent) ?? [])].filter(
        (name) => this.#standIns.get(name)?.field === node.name.value,
      );
      const standIns = names.map((value): FieldNode => {
        return { ...node, name: { kind: Kind.NAME, value }, arguments: [], selectionSet };
      });
      return [{ ...node, selectionSet }, ...standIns];
    });
  }

  #nameFor({ name, arguments: given = [] }: FieldNode): string {
    const sorted = given.map(print).sort().join();
    const key = `${name.value}(${sorted})`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const standIn = `${this.#prefix}${this.#names.size}_${name.value}`;
    this.#names.set(key, standIn);
    this.#standIns.set(standIn, { field: name.value, arguments: given });
    return standIn;
  }

  /** An interface has no field that the types implementing it have not. */
  #need(type: string, standIn: string): void {
    const needed = this.#needed.get(type) ?? new Set();
    this.#needed.set(type, needed.add(standIn));
    for (const [name, { interfaces = [] }] of this.#types) {
      if (interfaces.some((each) => each.name.value === type)) {
        const own = this.#needed.get(name) ?? new Set();
        this.#needed.set(name, own.add(standIn));
      }
    }
  }
}

/** Changes the fields of a field set; inline fragments are gone into. */
function eachSelection(
  set: SelectionSetNode,
  type: string,
  types: ReadonlyMap<string, TypeWithFields>,
  change: (
    node: FieldNode,
    definition: FieldDefinitionNode | undefined,
    parent: string,
    below: string,
  ) => readonly SelectionNode[],
): SelectionSetNode {
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = node.typeCondition?.name.value ?? type;
      return [{ ...node, selectionSet: eachSelection(node.selectionSet, on, types, change) }];
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) return [node];
    const definition = types.get(type)?.fields?.find(({ name }) => name.value === node.name.value);
    return change(node, definition, type, definition ? namedType(definition.type) : '');
  });
  return { ...set, selections };
}

function changeFieldSets(
  field: FieldDefinitionNode,
  argument: 'requires' | 'provides',
  change: (selections: SelectionSetNode) => SelectionSetNode,
): FieldDefinitionNode {
  const directives = field.directives?.map((directive): ConstDirectiveNode => {
    const text = directive.name.value === 'join__field' ? textArgument(directive, argument) : undefined;
    const [operation] = text === undefined ? [] : parse(`{${text}}`, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return directive;
    const before = stripIgnoredCharacters(print(operation.selectionSet));
    const after = stripIgnoredCharacters(print(change(operation.selectionSet)));
    return before === after ? directive : withTextArgument(directive, argument, after.slice(1, -1));
  });
  const isSame = directives?.every((each, index) => each === field.directives?.[index]) ?? true;
  return isSame ? field : { ...field, directives };
}
