import { exampleOperation } from '@reelhouse/reelhouse';
import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { runHouse } from './running-house.ts';

const { ask, statements } = await runHouse(await createSampleDatabase());

/** Every object and list in a value, the deepest last. */
function* levels(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const part of Object.values(value)) yield* levels(part);
}

test('one question is answered by five subgraphs, with rows at every level', async () => {
  const { data, errors } = await ask(exampleOperation);
  expect(errors).toBeUndefined();
  const keys = new Set([...levels(data)].flatMap((level) => Object.keys(level)));
  for (const key of ['language', 'store', 'country', 'manager', 'customer', 'city', 'amount', 'currency']) {
    expect(keys).toContain(key);
  }
  expect([...levels(data)].filter((level) => Array.isArray(level)).every((list) => list.length > 0)).toBe(true);
  expect(JSON.stringify(data)).not.toContain('null');
});

test('it takes the same number of SQL statements for 3 films and for 100', async () => {
  const count = async (films: number): Promise<string[]> => {
    statements.length = 0;
    const { errors } = await ask(exampleOperation.replace('films(first: 3)', `films(first: ${films})`));
    expect(errors).toBeUndefined();
    return [...statements];
  };
  const few = await count(3);
  expect(await count(100)).toHaveLength(few.length);
  expect(few).toHaveLength(statementsOfTheExample);
});

/**
 * Each list is read as ids and as rows, the films are counted, and what stores and customers have in common is read for
 * each. README states the number.
 */
const statementsOfTheExample = 18;
