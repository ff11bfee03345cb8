import type { FetchNode } from '@apollo/query-planner';
import { Kind, visit, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { CompletedSupergraph } from './complete-unions.ts';
import { documentOf, withDocument } from './fetch-document.ts';

/** The fetch without what it asks of objects of types that its subgraph does not know: it has none. */
export function withoutUnknownTypes(node: FetchNode, { unknown }: CompletedSupergraph): FetchNode {
  const types = unknown.get(node.serviceName);
  if (!types) return node;
  const document = documentOf(node);
  const known = withoutTypes(document, types);
  return known === document ? node : withDocument(node, known);
}

function withoutTypes(document: DocumentNode, types: ReadonlySet<string>): DocumentNode {
  const isUnknown = (name: string | undefined): boolean => name !== undefined && types.has(name);
  const fragments = document.definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION && isUnknown(definition.typeCondition.name.value)
      ? [definition.name.value]
      : [],
  );
  return visit(document, {
    InlineFragment: {
      enter: ({ typeCondition }) => (isUnknown(typeCondition?.name.value) ? null : undefined),
    },
    FragmentSpread: ({ name }) => (fragments.includes(name.value) ? null : undefined),
    SelectionSet: {
      leave: (set): SelectionSetNode | undefined =>
        set.selections.length > 0 ? undefined : { ...set, selections: [typename] },
    },
  });
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
