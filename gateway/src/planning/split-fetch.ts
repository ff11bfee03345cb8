import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { documentOf, operationOf, withDocument } from './fetch-document.ts';
import type { SeparatedSupergraph } from './required-arguments.ts';

/** A field of the entities of a fetch, with the fragments around it, and the stand-ins that it requires. */
interface EntityField {
  readonly around: readonly InlineFragmentNode[];
  readonly field: FieldNode;
  readonly requires: ReadonlySet<string>;
}

/** Fields that can be asked for with the same representations. */
interface Part {
  readonly fields: EntityField[];
  readonly requires: Set<string>;
}

/**
 * Splits a fetch of entities whose fields require one field with different arguments: a representation has room for one
 * value of it.
 *
 * @returns the fetch itself if it need not be split.
 */
export function splitFetch(node: FetchNode, supergraph: SeparatedSupergraph): FetchNode[] {
  const { requires } = node;
  const { standIns } = supergraph;
  if (!requires || !isConflict(standInsOf(requires, standIns), standIns)) return [node];
  const document = documentOf(node);
  const parts: Part[] = [];
  for (const field of entityFields(document, supergraph)) {
    const part = parts.find((each) => !isConflict(new Set([...each.requires, ...field.requires]), standIns));
    if (!part) {
      parts.push({ fields: [field], requires: new Set(field.requires) });
      continue;
    }
    part.fields.push(field);
    for (const name of field.requires) part.requires.add(name);
  }
  return parts.map((part) => ({
    ...withDocument(node, withEntityFields(document, part.fields)),
    requires: withoutOthers(requires, (name) => standIns.has(name) && !part.requires.has(name)),
  }));
}

function isConflict(names: ReadonlySet<string>, standIns: SeparatedSupergraph['standIns']): boolean {
  return new Set([...names].map((name) => standIns.get(name)?.field)).size < names.size;
}

function standInsOf(
  selections: readonly QueryPlanSelectionNode[],
  standIns: SeparatedSupergraph['standIns'],
): Set<string> {
  return new Set(
    selections.flatMap((selection): string[] => [
      ...(selection.kind === 'Field' && standIns.has(selection.name) ? [selection.name] : []),
      ...standInsOf(selection.selections ?? [], standIns),
    ]),
  );
}

function withoutOthers(
  selections: readonly QueryPlanSelectionNode[],
  isOther: (name: string) => boolean,
): QueryPlanSelectionNode[] {
  return (
    selections
      .filter((selection) => selection.kind !== 'Field' || !isOther(selection.name))
      .map((selection) =>
        selection.selections ? { ...selection, selections: withoutOthers(selection.selections, isOther) } : selection,
      )
      // A field that was asked for others' sake only has nothing left in it.
      .filter((selection) => selection.selections === undefined || selection.selections.length > 0)
  );
}

function entityFields(document: DocumentNode, { requiredBy }: SeparatedSupergraph): EntityField[] {
  const fields: EntityField[] = [];
  const collect = ({ selections }: SelectionSetNode, around: readonly InlineFragmentNode[], type: string): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const requires = requiredBy.get(`${type}.${selection.name.value}`) ?? new Set();
        fields.push({ around, field: selection, requires });
        continue;
      }
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
      const { typeCondition, selectionSet } = selection;
      collect(selectionSet, [...around, selection], typeCondition?.name.value ?? type);
    }
  };
  for (const selection of operationOf(document).selectionSet.selections) {
    if (selection.kind === Kind.FIELD && selection.selectionSet) collect(selection.selectionSet, [], '');
  }
  return fields;
}

function withEntityFields(document: DocumentNode, fields: readonly EntityField[]): DocumentNode {
  const operation = operationOf(document);
  const selections = fields.map(({ around, field }) =>
    around.reduceRight<SelectionNode>(
      (within, fragment) => ({ ...fragment, selectionSet: { kind: Kind.SELECTION_SET, selections: [within] } }),
      field,
    ),
  );
  const [entities] = operation.selectionSet.selections;
  if (entities?.kind !== Kind.FIELD) throw new Error('a fetch of entities asks for no entities');
  const own: OperationDefinitionNode = {
    ...operation,
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [{ ...entities, selectionSet: { kind: Kind.SELECTION_SET, selections } }],
    },
  };
  return { ...document, definitions: document.definitions.map((each) => (each === operation ? own : each)) };
}
