import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

const introspection: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

/** Whether all that a document asks for is the schema itself: at the root of each operation, its fragments written out. */
export function isIntrospectionOnly({ definitions }: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const seen = new Set<string>();
  const isOnly = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return introspection.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isOnly(selection.selectionSet);
      const name = selection.name.value;
      if (seen.has(name)) return true;
      seen.add(name);
      const fragment = fragments.get(name);
      return fragment !== undefined && isOnly(fragment.selectionSet);
    });
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.length > 0 && operations.every(({ selectionSet }) => isOnly(selectionSet));
}
