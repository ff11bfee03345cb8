import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import {
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Node = QueryPlan['node'];

/**
 * The fields of the root that an operation asks for and its plan does not fetch. The planner leaves out what no subgraph
 * can be asked for, such as a field of an interface that no type implements where the interface's objects come from.
 *
 * @param nameOf what the plan calls a field.
 */
export function unplannedFields(
  { node }: QueryPlan,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  nameOf: (field: FieldNode) => string,
): readonly FieldNode[] {
  const planned = new Set<string>();
  collectPlanned(node, planned);
  return certainFields(document, operation.selectionSet).filter(
    (field) => !field.name.value.startsWith('__') && !planned.has(nameOf(field)),
  );
}

function collectPlanned(node: Node, names: Set<string>): void {
  switch (node?.kind) {
    case 'Sequence':
    case 'Parallel':
      for (const child of node.nodes) collectPlanned(child, names);
      return;
    case 'Condition':
      collectPlanned(node.ifClause, names);
      collectPlanned(node.elseClause, names);
      return;
    case 'Subscription':
      collectPlanned(node.primary, names);
      return;
    case 'Fetch':
      if (!node.requires) collectFetched(node, names);
  }
}

function collectFetched(
  { operation, operationDocumentNode, outputRewrites = [] }: FetchNode,
  names: Set<string>,
): void {
  const document = operationDocumentNode ?? parse(operation, { noLocation: true });
  const renamed = new Map<string | undefined, string>();
  for (const rewrite of outputRewrites) {
    if (rewrite.kind === 'KeyRenamer') renamed.set(rewrite.path.at(-1), rewrite.renameKeyTo);
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of fieldsIn(document, definition.selectionSet, () => true)) {
      const name = (field.alias ?? field.name).value;
      names.add(renamed.get(name) ?? name);
    }
  }
}

/** The fields that are asked for whatever the variables are. */
function certainFields(document: DocumentNode, set: SelectionSetNode): FieldNode[] {
  return fieldsIn(document, set, (directives) => directives.every(isCertain));
}

function isCertain({ name, arguments: given = [] }: DirectiveNode): boolean {
  if (name.value !== 'skip' && name.value !== 'include') return true;
  const value = given[0]?.value;
  return value?.kind === Kind.BOOLEAN && value.value === (name.value === 'include');
}

/** The fields that are selected of the object itself, through all fragments. */
export function fieldsIn(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  isWanted: (directives: readonly DirectiveNode[]) => boolean,
): FieldNode[] {
  return selections.flatMap((selection): FieldNode[] => {
    if (!isWanted(selection.directives ?? [])) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(document, selection.selectionSet, isWanted);
    return document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value
        ? fieldsIn(document, definition.selectionSet, isWanted)
        : [],
    );
  });
}
