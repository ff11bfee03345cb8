import { createLogger } from '@reelhouse/logging';
import { ManualClock } from '@reelhouse/clock';
import { gql } from 'graphql-tag';
import { expect, test } from 'vitest';
import { defineSubgraph, openSubgraph } from './index.ts';

const shared = {
  name: 'film',
  typeDefs: [
    gql`
      type Query {
        time: String
      }
    `,
  ],
  resolvers: {},
  context: (_services: unknown, request: { requestId: string }) => ({
    ...request,
    log: createLogger({ name: 'test', level: 'silent' }),
  }),
};
const options = { databaseUrl: 'postgres://nobody@127.0.0.1:1/none', clock: new ManualClock('2026-03-01T10:00:00Z') };

test('a subgraph has the routes that it defines, with what it works with', async () => {
  const definition = defineSubgraph({
    ...shared,
    routes: ({ clock }) => [{ path: '/time', handle: () => ({ status: 200, body: clock.now().toISOString() }) }],
  });
  const subgraph = openSubgraph(definition, options);
  expect(await subgraph.routes[0]?.handle({ path: '/time', headers: {} })).toMatchObject({
    body: '2026-03-01T10:00:00.000Z',
  });
  await subgraph.close();
});

test('most have none', async () => {
  const subgraph = openSubgraph(defineSubgraph(shared), options);
  expect(subgraph.routes).toEqual([]);
  await subgraph.close();
});
