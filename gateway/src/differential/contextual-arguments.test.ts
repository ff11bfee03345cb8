import { expect, test } from 'vitest';
import { bothGateways } from './both-gateways.fixture.ts';

test('entities take arguments from what stands above them in the response', async () => {
  const { ours, sent } = await bothGateways({
    shops: {
      typeDefs: `
        type Query { shops: [Shop!]! }
        type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String! item: Item! }
        type Item @key(fields: "id") { id: ID! price(in: String @fromContext(field: "$shop { currency }")): String }`,
      resolvers: {
        Query: {
          shops: () => [
            { id: 's1', currency: 'EUR', item: { id: 'a' } },
            { id: 's2', currency: 'USD', item: { id: 'a' } },
            { id: 's3', currency: 'EUR', item: { id: 'b' } },
          ],
        },
        Item: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          price: ({ id }: { id: string }, args: Record<string, unknown>) => `${id} in ${Object.values(args).join()}`,
        },
      },
    },
    names: {
      typeDefs: 'type Query { name: String } type Item @key(fields: "id") { id: ID! name: String }',
      resolvers: { Item: { name: ({ id }: { id: string }) => id.toUpperCase() } },
    },
  });
  expect(await ours('{ shops { item { price name } } }')).toEqual({
    data: {
      shops: [
        { item: { price: 'a in EUR', name: 'A' } },
        { item: { price: 'a in USD', name: 'A' } },
        { item: { price: 'b in EUR', name: 'B' } },
      ],
    },
    errors: [],
  });
  // The shops, the names, and the prices of each currency.
  expect(sent).toHaveLength(4);
});
