import fc from 'fast-check';
import { getOperationAST, parse } from 'graphql';
import { afterAll, expect, test } from 'vitest';
import { isValid } from '../../gateway/src/differential/both-gateways.fixture.ts';
import { operations } from '../../gateway/src/differential/generate-operation.fixture.ts';
import { houseGateways } from './house-gateways.fixture.ts';
import { testOperations } from './test-operations.fixture.ts';

const { apiSchema, ours, stock } = await houseGateways();
const ofTests = await testOperations(apiSchema);

const compared = { ofTests: 0, generated: 0, withErrors: 0, values: 0 };
afterAll(() => {
  const { generated, withErrors, values: found } = compared;
  console.log(
    `the chain's graph: ${compared.ofTests} operations of tests and ${generated} generated ones (${withErrors} with ` +
      `errors, ${found} values in all) answered as stock ApolloGateway answers them`,
  );
});

/** Values for the variables of the operations in tests. */
const variables = { categoryId: '1', storeId: '1', after: null, query: 'academy', id: '1', first: 3 };

test.each(ofTests.map((query) => [query.slice(0, 60), query]))('%s…', async (_, query) => {
  const names = new Set(getOperationAST(parse(query))?.variableDefinitions?.map(({ variable }) => variable.name.value));
  const own = Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
  expect(await ours(query, own)).toEqual(await stock(query, own));
  compared.ofTests += 1;
});

/** Pages are short: nested lists would otherwise grow to thousands of rows. */
const values: Readonly<Record<string, readonly string[]>> = {
  first: ['1', '2', '3', '1', '2', '3', '1', '2', '3', '101'],
  last: ['null'],
  after: [...Array<string>(11).fill('null'), '"no cursor"'],
  before: ['null'],
  id: ['$id', '"1"', '"2"', '"3"', '"4"', '"no id"'],
};

test('generated queries over the chain’s graph', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      operations(apiSchema, 8, { argument: (name) => values[name], inward: 50 }),
      async ({ query, variables: given }) => {
        fc.pre(isValid(apiSchema, query));
        const answer = await ours(query, given);
        expect(answer).toEqual(await stock(query, given));
        compared.generated += 1;
        if (answer.errors.length > 0) compared.withErrors += 1;
        compared.values += JSON.stringify(answer.data).split(':').length - 1;
      },
    ),
    { seed: 1978, numRuns: 250, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: true },
  );
});
