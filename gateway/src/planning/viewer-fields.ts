import { Kind, type DefinitionNode, type DocumentNode, type SelectionSetNode } from 'graphql';
import type { LiveDirectives } from './live-directives.ts';
import { hasFields, namedType, typesOf, type TypeWithFields } from './supergraph-document.ts';

/** Finds what of an operation depends on who asks. */
export class ViewerFields {
  readonly #types: ReadonlyMap<string, DefinitionNode>;
  /** False if the graph marks nothing, so that anything may depend on it. */
  readonly #isMarked: boolean;
  /** As `Type.field`; under the interfaces of the type too, and under the types of an interface. */
  readonly #fields = new Set<string>();
  /** With the unions and interfaces that they are of. */
  readonly #marked = new Set<string>();

  /** @param supergraph its fields and types are marked by the directive. */
  constructor(supergraph: DocumentNode, { perViewer }: LiveDirectives) {
    this.#types = typesOf(supergraph);
    this.#isMarked = perViewer !== undefined;
    for (const type of supergraph.definitions.filter(hasFields)) {
      const isOwn = (directives: typeof type.directives = []) =>
        directives.some(({ name }) => name.value === perViewer);
      if (isOwn(type.directives)) for (const name of this.#related(type.name.value)) this.#marked.add(name);
      for (const field of type.fields ?? []) {
        if (!isOwn(field.directives)) continue;
        for (const name of this.#namesOf(type)) this.#fields.add(`${name}.${field.name.value}`);
      }
    }
  }

  /** Whether something that a document asks for depends on who asks. */
  areIn(document: DocumentNode): boolean {
    if (!this.#isMarked) return true;
    return document.definitions.some((definition) => {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        return this.#areBelow(definition.selectionSet, definition.typeCondition.name.value);
      }
      if (definition.kind !== Kind.OPERATION_DEFINITION) return false;
      const { operation } = definition;
      return this.#areBelow(definition.selectionSet, `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`);
    });
  }

  #areBelow({ selections }: SelectionSetNode, parent: string): boolean {
    if (this.#marked.has(parent)) return true;
    return selections.some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return this.#areBelow(selection.selectionSet, selection.typeCondition?.name.value ?? parent);
      }
      const { name, selectionSet } = selection;
      if (this.#fields.has(`${parent}.${name.value}`)) return true;
      return selectionSet ? this.#areBelow(selectionSet, this.#typeOf(parent, name.value)) : false;
    });
  }

  #typeOf(parent: string, field: string): string {
    const type = this.#types.get(parent);
    const definition = type && hasFields(type) ? type.fields?.find(({ name }) => name.value === field) : undefined;
    return definition ? namedType(definition.type) : '';
  }

  /** The types by whose name a field of one may be selected. */
  #namesOf({ kind, name: { value } }: TypeWithFields): string[] {
    const related = this.#related(value);
    return kind === Kind.OBJECT_TYPE_DEFINITION ? related : related.flatMap((each) => this.#related(each));
  }

  /** A type, and those by whose name an object of it may be selected, or that are selected by its name. */
  #related(name: string): string[] {
    const related = [...this.#types].flatMap(([other, type]) => {
      if (type.kind === Kind.UNION_TYPE_DEFINITION) {
        return type.types?.some((member) => member.name.value === name) ? [other] : [];
      }
      if (!hasFields(type)) return [];
      return type.interfaces?.some((each) => each.name.value === name) ? [other] : [];
    });
    const own = this.#types.get(name);
    const interfaces = own && hasFields(own) ? (own.interfaces ?? []) : [];
    return [name, ...interfaces.map((each) => each.name.value), ...related];
  }
}
