import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { bothGateways, isValid, type TestGraph } from './both-gateways.fixture.ts';
import { operations } from './generate-operation.fixture.ts';
import { mediaGraph } from './media-graph.fixture.ts';
import { shopGraph } from './shop-graph.fixture.ts';

let compared = 0;
afterAll(() => console.log(`${compared} operations answered as stock ApolloGateway answers them`));

test.each<[string, TestGraph, string[], number]>([
  ['the shop', shopGraph, [], 250],
  ['the shop without reviews', shopGraph, ['reviews'], 80],
  ['the shop without stock', shopGraph, ['stock'], 80],
  ['the media', mediaGraph, [], 250],
  ['the media without ratings', mediaGraph, ['ratings'], 60],
])(
  'generated operations over %s are answered as by stock',
  async (_, graph, down, numRuns) => {
    const { apiSchema, ours, stock } = await bothGateways(graph, down);
    await fc.assert(
      fc.asyncProperty(operations(apiSchema, 4), async ({ query, variables }) => {
        fc.pre(isValid(apiSchema, query));
        expect(await ours(query, variables)).toEqual(await stock?.(query, variables));
        compared++;
      }),
      { seed: 1978, numRuns, interruptAfterTimeLimit: 100_000 },
    );
  },
  120_000,
);
