import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { supergraphSdl } from './graph.fixture.ts';
import { PlanCache } from './plan-cache.ts';
import { readSupergraph } from './supergraph.ts';

const planned = (query: string, operationName?: string) => ({
  document: parse(query),
  documentKey: query,
  operationName,
});

test('an operation is planned once, and the plans used last are kept', () => {
  const cache = new PlanCache(readSupergraph(supergraphSdl), 2);
  const first = cache.plan(planned('{ films { title } }'));
  cache.plan(planned('{ rentals { id } }'));
  expect(cache.plan(planned('{ films { title } }'))).toBe(first);
  cache.plan(planned('{ films { id } }'));
  expect(cache.size).toBe(2);
  expect(cache.plan(planned('{ films { title } }'))).toBe(first);
});

test('operations of one document have plans of their own', () => {
  const cache = new PlanCache(readSupergraph(supergraphSdl), 10);
  const document = 'query A { films { title } } query B { rentals { id } }';
  const [a, b] = [cache.plan(planned(document, 'A')), cache.plan(planned(document, 'B'))];
  expect([a.node, b.node]).toMatchObject([{ serviceName: 'film' }, { serviceName: 'rental' }]);
});
