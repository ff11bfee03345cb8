import type { FetchNode } from '@apollo/query-planner';
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';

/** What a fetch asks its subgraph. */
export function documentOf({ operation, operationDocumentNode }: FetchNode): DocumentNode {
  return operationDocumentNode ?? parse(operation, { noLocation: true });
}

/** The operation of a fetch; there is one in its document. */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('a fetch has no operation');
  return operation;
}

/** The fetch with another document, which loses the fragments and variables that nothing in it uses any more. */
export function withDocument(node: FetchNode, changed: DocumentNode): FetchNode {
  const document = withUsedVariables(withUsedFragments(changed));
  const used = variablesOf(document);
  return {
    ...node,
    variableUsages: node.variableUsages?.filter((name) => used.has(name)),
    operation: stripIgnoredCharacters(print(document)),
    operationDocumentNode: document,
  };
}

function withUsedFragments(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, { FragmentSpread: (spread) => void used.add(spread.name.value) });
  const definitions = document.definitions.filter(
    (definition) => definition.kind !== Kind.FRAGMENT_DEFINITION || used.has(definition.name.value),
  );
  return definitions.length < document.definitions.length ? withUsedFragments({ ...document, definitions }) : document;
}

function withUsedVariables(document: DocumentNode): DocumentNode {
  const used = variablesOf(document);
  return visit(document, { VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null) });
}

/** The variables that a document uses, which are not those that it only defines. */
function variablesOf(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: (variable) => void names.add(variable.name.value),
  });
  return names;
}
