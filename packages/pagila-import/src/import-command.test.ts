import { ManualClock } from '@reelhouse/clock';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runImportCommand } from './import-command.ts';
import { dumpOf, smallChain } from './small-dump.fixture.ts';
import { createImportTarget, type ImportTarget } from './test-chain.fixture.ts';

const clock = new ManualClock('2026-03-31T12:00:00Z');
let target: ImportTarget;
let printed: string[];
let run: (...args: string[]) => Promise<void>;
beforeAll(async () => {
  target = await createImportTarget();
  run = (...args) => runImportCommand(args, { sql: target.sql, clock, print: (line) => printed.push(line) });
});
beforeEach(() => {
  printed = [];
});

test('prints how far it is, and at the end a table', async () => {
  await run(await target.file(dumpOf(smallChain())), '--replace');
  expect(printed.slice(0, -1)).toEqual(['70% reading', '80% checking', '90% writing']);
  const summary = printed.at(-1) ?? '';
  expect(summary).toMatch(/│ table +│ +read │ +written │ +left out │/);
  expect(summary).toMatch(/│ rental +│ +3 │ +3 │ +0 │/);
  expect(summary).toMatch(/\n31 rows in \d+\.\d s$/);
});

test('lists what was left out', async () => {
  const chain = smallChain();
  chain.actor.rows[1]![1] = '';
  await run(await target.file(dumpOf(chain)), '--replace', '--skip-invalid');
  expect(printed.at(-1)).toMatch(
    /^left out: line \d+, actor 2: first_name is empty\nleft out: .*actor_id 2 is left out\n/,
  );
  expect(printed.at(-1)).toMatch(/│ actor +│ +2 │ +1 │ +1 │/);
});

test('takes the zone of the times', async () => {
  await run(await target.file(dumpOf(smallChain())), '--replace', '--timezone', 'America/Toronto');
  expect(await target.sql`select distinct time_zone from store.store`).toEqual([{ time_zone: 'America/Toronto' }]);
});

test('replaces real rows only with --replace', async () => {
  const file = await target.file(dumpOf(smallChain()));
  await run(file, '--replace');
  await expect(run(file)).rejects.toMatchObject({
    name: 'DatasetRefused',
    message: expect.stringContaining('--replace') as string,
  });
});

describe('is refused', () => {
  test.each<[string, string[], string, string]>([
    ['no file', [], 'ImportUsageError', 'usage: npm run import'],
    ['two files', ['a.sql', 'b.sql'], 'ImportUsageError', 'usage: npm run import'],
    ['an option that it does not have', ['a.sql', '--force'], 'ImportUsageError', 'usage: npm run import'],
    ['a file that is not there', ['/nowhere/a.sql'], 'ImportRefused', '/nowhere/a.sql: there is no such file'],
    ['a directory', [import.meta.dirname], 'ImportRefused', 'is a directory, not a dump'],
    ['an unknown zone', ['a.sql', '--timezone', 'Mars/Olympus'], 'ImportRefused', 'no time zone "Mars/Olympus"'],
    ['an offset for a zone', ['a.sql', '--timezone', '+02:00'], 'ImportRefused', 'no time zone "+02:00"'],
  ])('%s', async (_, args, name, message) => {
    await expect(run(...args)).rejects.toMatchObject({ name, message: expect.stringContaining(message) as string });
  });
});
