import { ManualClock } from '@reelhouse/clock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearDataset, currentDataset } from './dataset.ts';
import { runSeedCommand, type SeedEnvironment } from './seed-command.ts';
import { createTestDatabase, type TestDatabase } from './test-database.fixture.ts';

const clock = new ManualClock('2026-03-01T10:00:00Z');
let database: TestDatabase;
let environment: SeedEnvironment;
let printed: string[];

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  printed = [];
  environment = { sql: database.sql, clock, print: (line) => printed.push(line) };
  await database.sql.begin(clearDataset);
});

afterAll(() => database[Symbol.asyncDispose]());

test('writes rows that end today, and says how many', async () => {
  await runSeedCommand(['--scale', '0.02'], environment);
  expect(await currentDataset(database.sql)).toMatchObject({ kind: 'sample', asOf: '2026-03-01', scale: 0.02 });
  expect(printed).toContain('100% payment.payment');
  expect(printed).toContain('rental.rental                  320');
  expect(printed.at(-1)).toMatch(/^written in \d+\.\d s$/);
});

test('replaces sample rows, and says which', async () => {
  await runSeedCommand(['--scale', '0.02', '--as-of', '2025-12-24'], environment);
  await runSeedCommand(['--scale', '0.01'], environment);
  expect(printed).toContain('replacing the sample rows of scale 0.02 as of 2025-12-24');
  expect(await currentDataset(database.sql)).toMatchObject({ asOf: '2026-03-01', scale: 0.01 });
});

test('replaces real rows only if told to', async () => {
  await database.sql`insert into film.language (name) values ('Latin')`;
  await expect(runSeedCommand(['--scale', '0.01'], environment)).rejects.toThrow('--replace');
  expect(await database.sql`select from film.language where name = 'Latin'`).toHaveLength(1);
  await runSeedCommand(['--scale', '0.01', '--replace'], environment);
  expect(await database.sql`select from film.language where name = 'Latin'`).toHaveLength(0);
});

describe('wrong arguments are refused', () => {
  test.each([
    [['--scale', '0'], '--scale'],
    [['--scale', 'big'], '--scale'],
    [['--scale', '1e2'], '--scale'],
    [['--scale', '1001'], '--scale'],
    [['--as-of', 'yesterday'], '--as-of'],
    [['--as-of', '2026-02-30'], '--as-of'],
    [['--as-of', '2026-03-02'], 'still to come'],
    [['--size', '1'], 'usage:'],
    [['1'], 'usage:'],
  ])('%j', async (args, message) => {
    await expect(runSeedCommand(args, environment)).rejects.toThrow(message);
    await expect(runSeedCommand(args, environment)).rejects.toMatchObject({ name: 'SeedUsageError' });
  });
});
