import { Kind, parse, type SelectionSetNode } from 'graphql';

/** The response names that an operation asks for, of the root or of its entities. */
export function fieldsOf(operation: string, ofEntities: boolean): string[] {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map<string, SelectionSetNode>();
  let root: SelectionSetNode | undefined;
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) root = definition.selectionSet;
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const names = new Set<string>();
  const collect = (set: SelectionSetNode | undefined, depth: number): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, depth);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value), depth);
      else if (depth > 0) collect(selection.selectionSet, depth - 1);
      else if (selection.name.value !== '__typename') names.add((selection.alias ?? selection.name).value);
    }
  };
  collect(root, ofEntities ? 1 : 0);
  return [...names];
}
