import { getOperationAST, OperationTypeNode, parse } from 'graphql';

/**
 * What an EventSource asks for stands in the query string, and Apollo Server takes queries only by GET. A subscription
 * changes nothing either: it is handed on as if it had been posted.
 *
 * @param search the query string with its `?`.
 * @returns what would have been posted; undefined for anything that is not a subscription in full.
 */
export function postOfSubscription(search: string): Record<string, unknown> | undefined {
  const parameters = new URLSearchParams(search);
  if (new Set(parameters.keys()).size !== parameters.size) return undefined;
  const { query, operationName, variables, extensions } = Object.fromEntries(parameters);
  if (query === undefined) return undefined;
  try {
    if (getOperationAST(parse(query), operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) return undefined;
    return {
      query,
      ...(operationName !== undefined && { operationName }),
      ...(variables !== undefined && { variables: JSON.parse(variables) as unknown }),
      ...(extensions !== undefined && { extensions: JSON.parse(extensions) as unknown }),
    };
  } catch {
    // Apollo Server says what is wrong with it.
    return undefined;
  }
}
