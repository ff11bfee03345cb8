import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  Kind,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AuthorizationRules } from './authorization-rules.ts';
import { fieldDefinition } from './field-definition.ts';
import { isMet, type Asking, type Requirement } from './requirement.ts';

const none: readonly Requirement[] = [];

/**
 * What the selections of an operation require, wherever they stand: a selection of a fragment requires the same at each
 * use. Read once for any number of requests, in time that is linear in the document.
 */
export class OperationAccess {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The fragments that the operation uses, by name. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #rules: AuthorizationRules;
  readonly #schema: GraphQLSchema;
  readonly #required = new Map<ASTNode, readonly Requirement[]>();
  /** All that matters to the operation, in the order in which it was met first. */
  readonly #distinct = new Set<Requirement>();

  /** @param document valid against the schema. */
  constructor(
    rules: AuthorizationRules,
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) {
    this.#rules = rules;
    this.#schema = schema;
    this.document = document;
    this.operation = operation;
    this.fragments = this.#fragments;
    const root = schema.getRootType(operation.operation);
    if (!root) throw new Error(`the schema has no ${operation.operation}`);
    const defined = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
    this.#require(operation, rules.ofType(root.name));
    this.#read(operation.selectionSet, root, defined);
  }

  /**
   * What a selection requires by itself, or the operation by the type of its root.
   *
   * @throws {Error} for a node of another document, even of one that reads the same: nothing is known of it.
   */
  requiredBy(node: SelectionNode | OperationDefinitionNode): readonly Requirement[] {
    const required = this.#required.get(node);
    if (!required) throw new Error('a selection is not of the operation whose requirements were read');
    return required;
  }

  /** Which of the requirements are met. Whoever has the same of it may see the same of the operation. */
  keyFor(identity: Asking): string {
    let key = '';
    for (const requirement of this.#distinct) key += isMet(requirement, identity) ? '1' : '0';
    return key;
  }

  /** Whether all of the requirements are met. */
  isAllowed(identity: Asking): boolean {
    for (const requirement of this.#distinct) if (!isMet(requirement, identity)) return false;
    return true;
  }

  /** The requirements that are not met, of a key. */
  unmet(key: string): ReadonlySet<Requirement> {
    return new Set([...this.#distinct].filter((_, index) => key[index] !== '1'));
  }

  #require(node: ASTNode, requirements: readonly Requirement[]): void {
    // A document that was not parsed may hold one node in two places.
    const there = this.#required.get(node);
    this.#required.set(node, there ? [...there, ...requirements] : requirements);
    for (const each of requirements) this.#distinct.add(each);
  }

  #read(
    set: SelectionSetNode,
    parent: GraphQLCompositeType,
    defined: ReadonlyMap<string, FragmentDefinitionNode>,
  ): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        this.#readField(selection, parent, defined);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : defined.get(selection.name.value);
      if (!fragment) throw new Error('an operation uses a fragment that is not defined');
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? parent : this.#composite(condition);
      this.#require(selection, condition === undefined ? none : this.#rules.ofType(condition));
      if (fragment.kind === Kind.FRAGMENT_DEFINITION) {
        if (this.#fragments.has(fragment.name.value)) continue;
        this.#fragments.set(fragment.name.value, fragment);
      }
      this.#read(fragment.selectionSet, type, defined);
    }
  }

  #readField(
    node: FieldNode,
    parent: GraphQLCompositeType,
    defined: ReadonlyMap<string, FragmentDefinitionNode>,
  ): void {
    const name = node.name.value;
    const field = fieldDefinition(this.#schema, parent, name);
    if (!field) {
      // The names of types are open to all.
      this.#require(node, none);
      return;
    }
    const type = getNamedType(field.type);
    const required = [
      ...this.#rules.ofField(parent.name, name),
      ...this.#ofImplementations(parent, name),
      ...this.#rules.ofType(type.name),
    ];
    if (node.selectionSet && isCompositeType(type)) {
      // Its objects are of any type that there is: who asks for a field of them all has to be allowed all of them.
      if (isInterfaceType(type) && selectsFieldsOf(type.name, node.selectionSet, defined, new Set())) {
        for (const { name: possible } of this.#possible(type)) required.push(...this.#rules.ofType(possible));
      }
      this.#read(node.selectionSet, type, defined);
    }
    this.#require(node, required.length > 1 ? [...new Set(required)] : required);
  }

  /** What a field of an interface requires of those who may meet any object that has it. */
  #ofImplementations(parent: GraphQLCompositeType, field: string): readonly Requirement[] {
    if (!isInterfaceType(parent)) return none;
    return this.#possible(parent).flatMap(({ name }) => [
      ...this.#rules.ofType(name),
      ...this.#rules.ofField(name, field),
    ]);
  }

  #possible(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isInterfaceType(type) ? this.#schema.getPossibleTypes(type) : [];
  }

  #composite(name: string): GraphQLCompositeType {
    const type = this.#schema.getType(name);
    if (!isCompositeType(type)) throw new Error(`the schema has no ${name} with fields`);
    return type;
  }
}

/** Whether fields of an interface are asked for, rather than those of the types that implement it. */
function selectsFieldsOf(
  type: string,
  { selections }: SelectionSetNode,
  defined: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename';
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (seen.has(selection.name.value)) return false;
      seen.add(selection.name.value);
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : defined.get(selection.name.value);
    const condition = fragment?.typeCondition?.name.value ?? type;
    return fragment !== undefined && condition === type && selectsFieldsOf(type, fragment.selectionSet, defined, seen);
  });
}
