import { getOperationAST, OperationTypeNode, type DocumentNode } from 'graphql';
import { clientError } from '@reelhouse/errors';
import { fieldsIn } from './unplanned-fields.ts';

/**
 * Refuses subscriptions whose one field is there under a condition, as the GraphQL specification of September 2025 does
 * ("Single Root Field"): there would be nothing to subscribe to.
 *
 * @throws {GraphQLError} GRAPHQL_VALIDATION_FAILED.
 */
export function checkUnconditionalRoot(document: DocumentNode, operationName: string | undefined): void {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
  fieldsIn(document, operation.selectionSet, (directives) => {
    const condition = directives.find(({ name }) => name.value === 'skip' || name.value === 'include');
    if (!condition) return true;
    const message = `The field of a subscription cannot be there or not: "@${condition.name.value}" has no place on it.`;
    throw clientError('GRAPHQL_VALIDATION_FAILED', message, {}, condition);
  });
}
