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

/** What a fetch asks its subgraph. It has no named fragments, as the planner is told to make none. */
export function documentOf({ operation, operationDocumentNode }: FetchNode): DocumentNode {
  return operationDocumentNode ?? parse(operation, { noLocation: true });
}

/** The operation of a fetch; there is one in its document. */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('a fetch has no operation');
  return operation;
}

/** The fetch with another document, which loses the variables that nothing in it uses any more. */
export function withDocument(node: FetchNode, changed: DocumentNode): FetchNode {
  const document = withUsedVariables(changed);
  const used = variablesOf(document);
  return {
    ...node,
    variableUsages: node.variableUsages?.filter((name) => used.has(name)),
    operation: stripIgnoredCharacters(print(document)),
    operationDocumentNode: document,
  };
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
