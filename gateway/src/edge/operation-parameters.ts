import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { BaseContext } from '@apollo/server';
import { isAbsent, isObject, type AskedOperation } from '@reelhouse/http-server';

/** What was sent beside or in place of the text of an operation. Values are of any type. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Which operation of the text is asked for; undefined if that is not said, or not in a way that could be. */
export function operationNameOf({ operationName }: Parameters): string | undefined {
  return typeof operationName === 'string' && operationName !== '' ? operationName : undefined;
}

/** The variables that were sent; none if they are not of the form that variables have. */
export function variablesOf({ variables }: Parameters): Parameters {
  return isObject(variables) ? variables : {};
}

/** Whether nothing of a request needs a closer look: one answer, to the one operation of the text, without extensions. */
export function isPlain<Context extends BaseContext>(
  { method, transport }: AskedOperation<Context>,
  { operationName, variables, extensions }: Parameters,
  { operation, name }: OperationDefinitionNode,
): boolean {
  if (transport !== 'http' || operation === OperationTypeNode.SUBSCRIPTION) return false;
  if (method === 'GET' && operation !== OperationTypeNode.QUERY) return false;
  if (!isAbsent(extensions)) return false;
  if (!isAbsent(operationName) && operationName !== name?.value) return false;
  return isAbsent(variables) || isObject(variables);
}
