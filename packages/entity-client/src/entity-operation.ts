import type { SubgraphOperation } from '@reelhouse/subgraph-transport';
import { parse } from 'graphql';
import type { Facts } from './facts.ts';

/** The operation that asks for facts about any number of entities. Its name tells the owner's logs and traces what for. */
export function entityOperation({ type, selection }: Facts<unknown>): SubgraphOperation {
  const operationName = `FactsOf${type}`;
  const query = `query ${operationName}($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`;
  return { kind: 'query', query, document: parse(query), operationName };
}
