const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const graphqlResponse = { ...json, 'content-type': 'application/graphql-response+json; charset=utf-8' };

/** The `accept` headers that gateways and clients send, and what Apollo Server answers to them, as it negotiates it. */
const headersFor: ReadonlyMap<string | undefined, Readonly<Record<string, string>>> = new Map([
  [undefined, json],
  ['*/*', json],
  ['application/json', json],
  ['application/json, */*', json],
  ['application/json, application/graphql-response+json', json],
  ['application/graphql-response+json', graphqlResponse],
  ['application/graphql-response+json, application/json', graphqlResponse],
  ['application/graphql-response+json, application/json;q=0.9', graphqlResponse],
  ['application/graphql-response+json,application/json;q=0.9', graphqlResponse],
]);

/**
 * The headers of an answer without errors that Apollo Server has not made.
 *
 * @returns undefined for an `accept` header of another kind: to that, Apollo Server answers itself.
 */
export function jsonHeadersFor(accept: string | undefined): Readonly<Record<string, string>> | undefined {
  return headersFor.get(accept);
}
