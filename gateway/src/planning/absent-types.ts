import type { FetchNode } from '@apollo/query-planner';
import { Kind, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { CompletedSupergraph } from './complete-abstract-types.ts';
import { documentOf, operationOf, withDocument } from './fetch-document.ts';
import { hasFields, namedType, type TypeWithFields } from './supergraph-document.ts';

/** Takes out of fetches what they ask of objects of types that their subgraph does not have there. */
export class AbsentTypes {
  readonly #absent: CompletedSupergraph['absent'];
  readonly #types: ReadonlyMap<string, TypeWithFields>;

  /** @param planned the supergraph that operations are planned over. */
  constructor({ absent }: CompletedSupergraph, planned: DocumentNode) {
    this.#absent = absent;
    this.#types = new Map(planned.definitions.filter(hasFields).map((type) => [type.name.value, type]));
  }

  /** The same fetch if it asks for no such thing. */
  withoutThem(node: FetchNode): FetchNode {
    const absent = this.#absent.get(node.serviceName);
    if (!absent) return node;
    const document = documentOf(node);
    let removed = 0;
    const present = (set: SelectionSetNode, parent: string): SelectionSetNode => {
      const selections = set.selections.flatMap((selection): SelectionNode[] => {
        if (selection.kind === Kind.FIELD) {
          const { selectionSet, name } = selection;
          return [
            selectionSet
              ? { ...selection, selectionSet: present(selectionSet, this.#typeOf(parent, name.value)) }
              : selection,
          ];
        }
        if (selection.kind !== Kind.INLINE_FRAGMENT) return [selection];
        const condition = selection.typeCondition?.name.value;
        if (condition !== undefined && absent.has(`${parent}.${condition}`)) {
          removed += 1;
          return [];
        }
        return [{ ...selection, selectionSet: present(selection.selectionSet, condition ?? parent) }];
      });
      return { ...set, selections: selections.length > 0 ? selections : [typename] };
    };
    const operation = operationOf(document);
    const root = `${operation.operation.charAt(0).toUpperCase()}${operation.operation.slice(1)}`;
    const own = { ...operation, selectionSet: present(operation.selectionSet, root) };
    const definitions = document.definitions.map((each) => (each === operation ? own : each));
    return removed > 0 ? withDocument(node, { ...document, definitions }) : node;
  }

  #typeOf(parent: string, field: string): string {
    const definition = this.#types.get(parent)?.fields?.find(({ name }) => name.value === field);
    return definition ? namedType(definition.type) : '';
  }
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
