import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { supergraphSdl } from './graph.fixture.ts';
import { PlanCache } from './plan-cache.ts';
import { OperationPlanner } from './planning/operation-planner.ts';
import { readSupergraph } from './supergraph.ts';

const planned = (query: string, operationName?: string) => {
  const document = parse(query);
  return { document, documentKey: query, operation: getOperationAST(document, operationName)! };
};
const cacheOf = (max: number) =>
  new PlanCache(new OperationPlanner(readSupergraph(supergraphSdl)), (plan) => plan, max);

test('an operation is planned once, and the plans used last are kept', () => {
  const cache = cacheOf(2);
  const first = cache.get(planned('{ films { title } }'));
  cache.get(planned('{ rentals { id } }'));
  expect(cache.get(planned('{ films { title } }'))).toBe(first);
  cache.get(planned('{ films { id } }'));
  expect(cache.size).toBe(2);
  expect(cache.get(planned('{ films { title } }'))).toBe(first);
});

test('operations of one document have plans of their own', () => {
  const cache = cacheOf(10);
  const document = 'query A { films { title } } query B { rentals { id } }';
  const [a, b] = [cache.get(planned(document, 'A')), cache.get(planned(document, 'B'))];
  expect([a.node, b.node]).toMatchObject([{ serviceName: 'film' }, { serviceName: 'rental' }]);
});

test('texts that are long count for what they are, so that no number of them fills the memory', () => {
  const cache = cacheOf(1000);
  for (let count = 0; count < 40; count++)
    cache.get(planned(`{ films(first: ${count}) { id } }${' '.repeat(2 ** 20)}`));
  expect(cache.size).toBeLessThan(32);
  expect(cache.size).toBeGreaterThan(0);
});
