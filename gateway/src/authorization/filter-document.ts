import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldDefinition, isAlwaysSkipped, responseName, type Verdict } from '@reelhouse/authorization';

/** An operation without what somebody may not see. */
export interface FilteredDocument {
  /** The operation and the fragments that it still uses. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Under which name objects tell their type where the original has to be known to restore what was denied. */
  readonly typenameAlias: string;
  /** Whether a field of the original is in the filtered operation as it was, with all that is below it. */
  isUnchanged(field: FieldNode): boolean;
}

/**
 * Removes what is denied, in time that is linear in the document. A selection set that would be empty asks for the type of
 * its object, so that whether there is one stays right.
 */
export function filterDocument(schema: GraphQLSchema, verdict: Verdict): FilteredDocument {
  const { operation } = verdict.access;
  const filter = new Filter(schema, verdict);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  const selectionSet = filter.ofObject(operation.selectionSet, root);
  const filtered = { ...operation, selectionSet };
  const used = usesOf(filtered, filter.fragments);
  const kept: OperationDefinitionNode = {
    ...filtered,
    variableDefinitions: operation.variableDefinitions?.filter(({ variable }) =>
      used.variables.has(variable.name.value),
    ),
  };
  return {
    document: { kind: Kind.DOCUMENT, definitions: [kept, ...used.fragments] },
    operation: kept,
    typenameAlias: filter.typenameAlias,
    isUnchanged: (field) => filter.isUnchanged(field),
  };
}

class Filter {
  readonly typenameAlias: string;
  /** As they are after filtering; undefined for one of which nothing is left. */
  readonly fragments = new Map<string, FragmentDefinitionNode | undefined>();
  readonly #schema: GraphQLSchema;
  readonly #verdict: Verdict;
  readonly #affected: ReadonlySet<string>;
  /** Fields and selection sets that are as they were, with all that is below them. */
  readonly #unchanged = new Set<FieldNode | SelectionSetNode>();

  constructor(schema: GraphQLSchema, verdict: Verdict) {
    this.#schema = schema;
    this.#verdict = verdict;
    this.#affected = verdict.affectedNames();
    this.typenameAlias = freeName([verdict.access.operation, ...verdict.access.fragments.values()]);
  }

  isUnchanged(field: FieldNode): boolean {
    return this.#unchanged.has(field);
  }

  /** The selection set of an object: never empty. */
  ofObject(set: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode {
    return this.#selectionSet(set, type) ?? { ...set, selections: [this.#typename()] };
  }

  /** The same node if nothing changed; undefined if nothing is left. */
  #selectionSet(set: SelectionSetNode, parent: GraphQLCompositeType): SelectionSetNode | undefined {
    const selections = set.selections.flatMap((selection) => this.#selection(selection, parent) ?? []);
    if (selections.length === 0) return undefined;
    const isSame =
      selections.length === set.selections.length && selections.every((each, index) => each === set.selections[index]);
    if (isSame && selections.every((each) => this.#isUnchanged(each))) this.#unchanged.add(set);
    return isSame ? set : { ...set, selections };
  }

  #isUnchanged(selection: SelectionNode): boolean {
    if (selection.kind === Kind.FIELD) return this.#unchanged.has(selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.#unchanged.has(selection.selectionSet);
    return this.#unchanged.has(this.#verdict.fragment(selection.name.value).selectionSet);
  }

  #selection(selection: SelectionNode, parent: GraphQLCompositeType): SelectionNode | undefined {
    if (isAlwaysSkipped(selection) || this.#verdict.denies(selection)) return undefined;
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(selection, parent);
      case Kind.INLINE_FRAGMENT: {
        const selectionSet = this.#selectionSet(selection.selectionSet, this.#typeOf(selection, parent));
        if (selectionSet === selection.selectionSet) return selection;
        return selectionSet && { ...selection, selectionSet };
      }
      case Kind.FRAGMENT_SPREAD:
        return this.#fragment(selection.name.value) && selection;
    }
  }

  #field(field: FieldNode, parent: GraphQLCompositeType): FieldNode {
    const declared = fieldDefinition(this.#schema, parent, field.name.value);
    const type = declared && getNamedType(declared.type);
    if (!field.selectionSet || !isCompositeType(type)) {
      this.#unchanged.add(field);
      return field;
    }
    const filtered = this.ofObject(field.selectionSet, type);
    const selectionSet =
      isAbstractType(type) && this.#affected.has(responseName(field))
        ? { ...filtered, selections: [this.#typename(), ...filtered.selections] }
        : filtered;
    if (selectionSet !== field.selectionSet) return { ...field, selectionSet };
    if (this.#unchanged.has(selectionSet)) this.#unchanged.add(field);
    return field;
  }

  #fragment(name: string): FragmentDefinitionNode | undefined {
    if (this.fragments.has(name)) return this.fragments.get(name);
    const fragment = this.#verdict.fragment(name);
    const selectionSet = this.#selectionSet(fragment.selectionSet, this.#composite(fragment.typeCondition.name.value));
    const filtered = selectionSet && { ...fragment, selectionSet };
    this.fragments.set(name, filtered);
    return filtered;
  }

  #typename(): FieldNode {
    return {
      kind: Kind.FIELD,
      alias: { kind: Kind.NAME, value: this.typenameAlias },
      name: { kind: Kind.NAME, value: '__typename' },
    };
  }

  #typeOf(
    { typeCondition }: { readonly typeCondition?: { readonly name: { readonly value: string } } | undefined },
    parent: GraphQLCompositeType,
  ): GraphQLCompositeType {
    return typeCondition ? this.#composite(typeCondition.name.value) : parent;
  }

  #composite(name: string): GraphQLCompositeType {
    const type = this.#schema.getType(name);
    if (!isCompositeType(type)) throw new Error(`the schema has no ${name} with fields`);
    return type;
  }
}

/** A name that nothing is called in the response of an operation. */
function freeName(definitions: readonly DefinitionNode[]): string {
  const taken = new Set<string>();
  for (const definition of definitions) {
    visit(definition, {
      Field: (field) => {
        taken.add(responseName(field));
      },
    });
  }
  let name = 'type';
  while (taken.has(name)) name = `_${name}`;
  return name;
}

/** The variables and the fragments that an operation still uses. */
function usesOf(
  operation: OperationDefinitionNode,
  filtered: ReadonlyMap<string, FragmentDefinitionNode | undefined>,
): { readonly variables: ReadonlySet<string>; readonly fragments: ReadonlySet<FragmentDefinitionNode> } {
  const variables = new Set<string>();
  const fragments = new Set<FragmentDefinitionNode>();
  const read = (definition: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(definition, {
      VariableDefinition: () => false,
      Variable: ({ name }) => {
        variables.add(name.value);
      },
      FragmentSpread: ({ name }) => {
        const fragment = filtered.get(name.value);
        if (!fragment || fragments.has(fragment)) return;
        fragments.add(fragment);
        read(fragment);
      },
    });
  };
  read(operation);
  return { variables, fragments };
}
