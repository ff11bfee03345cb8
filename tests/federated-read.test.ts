import { deskOperation } from '@reelhouse/reelhouse';
import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { deskVariables, readAcrossSubgraphs } from './journeys/read-across-subgraphs.fixture.ts';
import { runHouse, type RunningHouse } from './running-house.ts';

const database = await createSampleDatabase();
const house = await runHouse(database);
// Nothing is in the cache of a house that was not asked yet.
const [first, second] = [await runHouse(database), await runHouse(database)];

readAcrossSubgraphs(house);

test('it takes the same number of SQL statements for 3 films and for 100', async () => {
  const count = async ({ as, statements }: RunningHouse, films: number): Promise<string[]> => {
    const { ask } = as('staff');
    // Signs in, and has the keys read that tokens are verified with: once for a house, not for an operation.
    await ask('{ __typename }');
    statements.length = 0;
    const { errors } = await ask(deskOperation.replace('films(first: 3', `films(first: ${films}`), deskVariables);
    expect(errors).toBeUndefined();
    return statements;
  };
  const few = await count(first, 3);
  expect(await count(second, 100)).toHaveLength(few.length);
  expect(few).toHaveLength(statementsOfTheExample);
});

/**
 * Each list is read as ids and as rows, the films are counted, and what stores and customers have in common is read for
 * each. README states the number.
 */
const statementsOfTheExample = 18;
