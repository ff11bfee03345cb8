import fc from 'fast-check';
import { execute, parse, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { expect, test } from 'vitest';
import { compileOperation } from './compile-operation.ts';
import { unrulyGraph, type Fate } from './unruly-graph.fixture.ts';

const operations = [
  '{ me { id pets { __typename ... on Cat { lives friend { nick } } ... on Dog { owner { id } toys } } } }',
  '{ you { id grid since best { id named { name nick __typename } } } me { id } }',
  '{ colour pets { ... on Named { name n: nick } ... on Cat { kittens { lives colour } } } any { nick ... on Dog { weight } } }',
  'query Q($yes: Boolean!, $n: Int) { me { id @include(if: $yes) a: pet(nth: $n) { ...P } b: pet(nth: 1) { ...P @skip(if: $yes) } c: pet(named: "x") { ...P } } } fragment P on Pet { ... on Named { nick name } ... on Dog { owner { best { id } } } }',
  'mutation { third first { id best { id } } second { id grid } again: third }',
  '{ __schema { queryType { name } } __type(name: "Cat") { fields { name } } me { __proto__: id constructor: id } }',
];
const variables = [{ yes: true }, { yes: false, n: 1 }, { yes: true, n: null }];
const inTime: readonly Fate[] = ['value', 'value', 'value', 'value', 'null', 'throws', 'error', 'wrong'];
const late: readonly Fate[] = [...inTime, 'later', 'later', 'later', 'later-null', 'never'];

async function both(query: string, fates: readonly Fate[], variableValues: Record<string, unknown>) {
  const document = parse(query);
  const theirs = unrulyGraph(fates);
  const ours = unrulyGraph(fates);
  const expected = await execute({ ...theirs, document, variableValues });
  const actual = await compileOperation(ours.schema, document)({ rootValue: ours.rootValue, variableValues });
  return { expected: plain(expected), actual: plain(actual) };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

function plain(result: ExecutionResult): Answer {
  return JSON.parse(JSON.stringify(result)) as Answer;
}

/** What is null because of an error: which of several errors below is told may depend on which came first. */
function nulledBy({ data, errors = [] }: Answer): string[] {
  const places = errors.map(({ path = [] }) => {
    let at = data;
    for (const [index, key] of path.entries()) {
      if (at === null) return JSON.stringify(path.slice(0, index));
      at = (at as Record<string, unknown>)[key];
    }
    return JSON.stringify(path);
  });
  return [...new Set(places)].sort();
}

const arbitraryFates = (from: readonly Fate[]) => fc.array(fc.constantFrom(...from), { minLength: 1, maxLength: 12 });
const arbitraryOperation = fc.constantFrom(...operations);
const arbitraryVariables = fc.constantFrom(...variables);

test('without promises, data and errors are those of graphql-js, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryOperation, arbitraryFates(inTime), arbitraryVariables, async (query, fates, given) => {
      // A dog's name and some items are promises all the same: what those bring is compared below.
      const { expected, actual } = await both(query, fates, given);
      expect(actual.data).toEqual(expected.data);
      expect(nulledBy(actual)).toEqual(nulledBy(expected));
    }),
    { numRuns: 400, seed: 7 },
  );
});

test('with promises, the same places are null for the same reasons', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryOperation, arbitraryFates(late), arbitraryVariables, async (query, fates, given) => {
      const { expected, actual } = await both(query, fates, given);
      expect(actual.data).toEqual(expected.data);
      expect(nulledBy(actual)).toEqual(nulledBy(expected));
    }),
    { numRuns: 600, seed: 11 },
  );
});

test.each(operations)('where nothing goes wrong, the answer is the same, byte for byte: %s', async (query) => {
  const { expected, actual } = await both(query, ['value'], { yes: true });
  expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
});
