import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { isAbsent } from '../request-parameters.ts';

/**
 * What an EventSource asks for stands in the query string, and Apollo Server takes queries only by GET. A subscription
 * changes nothing either: it is handed on as if it had been posted.
 *
 * @param parameters of a GET request.
 * @returns whether they are a subscription in full.
 */
export function isSubscription({ query, operationName }: Readonly<Record<string, unknown>>): boolean {
  if (typeof query !== 'string' || !(isAbsent(operationName) || typeof operationName === 'string')) return false;
  try {
    return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    // Apollo Server says what is wrong with it.
    return false;
  }
}
